namespace A2AAgent.Tests.Contract;

/// <content>Streams and subscriptions.</content>
public abstract partial class BindingContract
{
    [Fact]
    public async Task A_stream_begins_with_the_task_and_ends_with_its_last_status()
    {
        await using var stream = await Client.StreamAsync("SendStreamingMessage", TestJson.Text("steps", "go"));
        Host.Script.Open();
        var events = await stream.ToListAsync();

        Assert.Equal(
            ["task", "TASK_STATE_WORKING", "TASK_STATE_WORKING step 1", "artifact one", "TASK_STATE_WORKING step 2", "artifact dHdv", "TASK_STATE_COMPLETED"],
            events.Select(Describe));
        Assert.Equal("TASK_STATE_SUBMITTED", events[0].GetProperty("task").State());
    }

    [Fact]
    public async Task A_streamed_artifact_arrives_in_chunks_and_is_whole_in_the_task()
    {
        Host.Script.Open();
        await using var stream = await Client.StreamAsync("SendStreamingMessage", TestJson.Text("count", "3"));
        var events = await stream.ToListAsync();

        var chunks = events.Where(static e => e.TryGetProperty("artifactUpdate", out _)).Select(static e => e.GetProperty("artifactUpdate")).ToList();
        Assert.Equal(4, chunks.Count);
        Assert.False(chunks[0].TryGetProperty("append", out _));
        Assert.All(chunks[1..], static chunk => Assert.True(chunk.GetProperty("append").GetBoolean()));
        Assert.All(chunks[..3], static chunk => Assert.False(chunk.TryGetProperty("lastChunk", out _)));
        Assert.True(chunks[3].GetProperty("lastChunk").GetBoolean());
        var task = await Client.CallAsync("GetTask", new { id = events[0].GetProperty("task").GetProperty("id").GetString() });
        Assert.Equal(["1", "2", "3"], task.GetProperty("artifacts")[0].GetProperty("parts").EnumerateArray().Select(static part => part.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task A_direct_reply_streams_as_one_message()
    {
        await using var stream = await Client.StreamAsync("SendStreamingMessage", TestJson.Text("reply", "hi"));
        var events = await stream.ToListAsync();

        Assert.Equal("You said: hi", Assert.Single(events).GetProperty("message").GetProperty("parts")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_stream_of_a_sent_message_ends_where_the_task_needs_input()
    {
        await using var stream = await Client.StreamAsync("SendStreamingMessage", TestJson.Text("book", "a room"));
        var events = await stream.ToListAsync();

        Assert.Equal(["task", "TASK_STATE_WORKING", "TASK_STATE_INPUT_REQUIRED For which date?"], events.Select(Describe));
    }

    [Fact]
    public async Task A_subscription_stays_open_while_the_task_needs_input_and_ends_with_the_task()
    {
        var asked = (await Client.CallAsync("SendMessage", TestJson.Text("book", "a room"))).GetProperty("task");
        var id = asked.GetProperty("id").GetString();
        await using var stream = await Client.StreamAsync("SubscribeToTask", new { id });
        Assert.Equal("TASK_STATE_INPUT_REQUIRED", (await stream.NextAsync())!.Value.GetProperty("task").State());

        await Client.CallAsync("SendMessage", TestJson.Text("book", "Monday", taskId: id));

        Assert.Equal(["TASK_STATE_WORKING", "artifact Booked for Monday", "TASK_STATE_COMPLETED Enjoy"], (await stream.ToListAsync()).Select(Describe));
    }

    [Fact]
    public async Task A_subscription_to_a_running_task_has_no_gap_and_no_repeat()
    {
        await using var first = await Client.StreamAsync("SendStreamingMessage", TestJson.Text("steps", "go"));
        var snapshot = (await first.NextAsync())!.Value.GetProperty("task");
        await ReadUntilAsync(first, "artifact one");
        await using var second = await Client.StreamAsync("SubscribeToTask", new { id = snapshot.GetProperty("id").GetString() });
        var joined = (await second.NextAsync())!.Value.GetProperty("task");
        Assert.Equal("one", joined.GetProperty("artifacts")[0].GetProperty("parts")[0].GetProperty("text").GetString());

        Host.Script.Open();

        var rest = (await first.ToListAsync()).Select(Describe).ToList();
        Assert.Equal(["TASK_STATE_WORKING step 2", "artifact dHdv", "TASK_STATE_COMPLETED"], rest);
        Assert.Equal(rest, (await second.ToListAsync()).Select(Describe));
    }

    [Fact]
    public async Task A_client_that_leaves_does_not_end_its_task()
    {
        var stream = await Client.StreamAsync("SendStreamingMessage", TestJson.Text("wait", "x"));
        var id = (await stream.NextAsync())!.Value.GetProperty("task").GetProperty("id").GetString()!;
        await Host.Script.NextStartedAsync(TestContext.Current.CancellationToken);
        await stream.DisposeAsync();

        Host.Script.Open();
        Assert.Equal("TASK_STATE_COMPLETED", (await PollAsync(id, "TASK_STATE_COMPLETED")).State());
    }

    [Fact]
    public async Task A_subscription_to_an_ended_task_fails_before_the_stream()
    {
        var task = (await Client.CallAsync("SendMessage", TestJson.Text("echo", "x"))).GetProperty("task");

        var error = await Assert.ThrowsAsync<BindingError>(() => Client.StreamAsync("SubscribeToTask", new { id = task.GetProperty("id").GetString() }));

        Assert.Equal("UNSUPPORTED_OPERATION", error.Reason);
    }

    [Fact]
    public async Task An_unknown_task_cannot_be_watched_or_continued()
    {
        var watched = await Assert.ThrowsAsync<BindingError>(() => Client.StreamAsync("SubscribeToTask", new { id = "nope" }));
        var continued = await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("SendMessage", TestJson.Text("echo", "x", taskId: "nope")));
        var streamed = await Assert.ThrowsAsync<BindingError>(() => Client.StreamAsync("SendStreamingMessage", TestJson.Text("echo", "x", taskId: "nope")));

        Assert.All([watched, continued, streamed], static error => Assert.Equal("TASK_NOT_FOUND", error.Reason));
    }
}
