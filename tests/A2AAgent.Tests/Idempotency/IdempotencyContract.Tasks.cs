using A2AAgent.Tests.Contract;

namespace A2AAgent.Tests.Idempotency;

/// <content>Messages that begin tasks and continue them.</content>
public abstract partial class IdempotencyContract
{
    [Fact]
    public async Task A_repeated_message_gets_the_same_task_when_it_has_ended()
    {
        var first = await TaskAsync(Sends.Text("m", "echo", "hello"));
        var again = await TaskAsync(Sends.Text("m", "echo", "hello"));

        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal("hello", again.Output());
        Assert.Equal(1, Runs.Number);
    }

    [Fact]
    public async Task A_repeated_message_waits_for_the_task_that_it_began()
    {
        var first = TaskAsync(Sends.Text("m", "hold", "x"));
        await Host.Script.NextStartedAsync(Token);
        var again = TaskAsync(Sends.Text("m", "hold", "x"));
        var immediate = await TaskAsync(Sends.Text("m", "hold", "x", configuration: Sends.InBackground));
        Assert.Equal("TASK_STATE_WORKING", immediate.State());
        Assert.False(again.IsCompleted);

        Host.Script.Open();

        Assert.Equal("TASK_STATE_COMPLETED", (await again).State());
        Assert.Equal((await first).Id(), (await again).Id());
        Assert.Equal((await first).Id(), immediate.Id());
        Assert.Equal(1, Runs.Number);
    }

    [Fact]
    public async Task A_repeated_message_streams_the_task_as_it_is_and_what_comes_after()
    {
        var begun = await TaskAsync(Sends.Text("m", "hold", "x", configuration: Sends.InBackground));
        await Host.Script.NextStartedAsync(Token);
        await using var stream = await StreamAsync(Sends.Text("m", "hold", "x"));
        Assert.Equal(begun.Id(), (await stream.NextAsync())!.Value.GetProperty("task").Id());

        Host.Script.Open();
        var rest = await stream.ToListAsync();

        Assert.Equal("done", rest.Single(static item => item.TryGetProperty("artifactUpdate", out _)).GetProperty("artifactUpdate").GetProperty("artifact").GetProperty("parts")[0].GetProperty("text").GetString());
        Assert.Equal("TASK_STATE_COMPLETED", rest[^1].GetProperty("statusUpdate").State());
        Assert.Equal(1, Runs.Number);
    }

    [Fact]
    public async Task A_repeated_message_streams_a_task_that_has_ended_as_one_event()
    {
        var first = await TaskAsync(Sends.Text("m", "echo", "hello"));
        await using var stream = await StreamAsync(Sends.Text("m", "echo", "hello"));

        Assert.Equal(first.GetRawText(), Assert.Single(await stream.ToListAsync()).GetProperty("task").GetRawText());
        Assert.Equal(1, Runs.Number);
    }

    [Fact]
    public async Task Of_fifty_calls_with_one_message_one_runs_the_skill_and_all_get_its_task()
    {
        var calls = Enumerable.Range(0, 50)
            .Select(i => TaskAsync(Sends.Text("m", "hold", "x", configuration: i % 2 == 0 ? Sends.InBackground : null)))
            .ToList();
        await Host.Script.NextStartedAsync(Token);
        Host.Script.Open();

        var tasks = await Task.WhenAll(calls);

        Assert.Single(tasks.Select(static task => task.Id()).Distinct());
        Assert.Equal(1, Runs.Number);
        Assert.Equal(1, (await Client.CallAsync("ListTasks", headers: As(OnceAgent.Alice))).GetProperty("totalSize").GetInt32());
    }

    [Fact]
    public async Task An_identifier_that_was_used_for_other_content_is_refused()
    {
        var sent = await TaskAsync(Sends.Parts("m", [new { text = "x" }], metadata: new { skillId = "echo", colour = "red" }, contextId: "c"));
        object[] others =
        [
            Sends.Parts("m", [new { text = "y" }], metadata: new { skillId = "echo", colour = "red" }),
            Sends.Parts("m", [new { text = "x" }, new { text = "y" }], metadata: new { skillId = "echo", colour = "red" }),
            Sends.Parts("m", [new { text = "x", mediaType = "text/plain" }], metadata: new { skillId = "echo", colour = "red" }),
            Sends.Parts("m", [new { text = "x" }], metadata: new { skillId = "echo", colour = "blue" }),
            Sends.Parts("m", [new { text = "x" }], metadata: new { skillId = "shout", colour = "red" }),
            Sends.Parts("m", [new { text = "x" }], metadata: new { skillId = "echo", colour = "red" }, contextId: "another"),
        ];

        foreach (var other in others)
        {
            var refused = await RefusedAsync(other);
            Assert.Equal("INVALID_PARAMS", refused.Reason);
            Assert.Equal(["message.messageId"], refused.Fields);
            Assert.Contains("identifier of its own", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(1, Runs.Number);
        Assert.Equal(sent.Id(), (await TaskAsync(Sends.Parts("m", [new { text = "x" }], metadata: new { colour = "red", skillId = "echo" }))).Id());
    }

    [Fact]
    public async Task A_skill_that_is_named_beside_the_message_counts_as_well()
    {
        await TaskAsync(Sends.Parts("m", [new { text = "x" }], metadata: null, beside: new { skillId = "shout" }));
        var again = await TaskAsync(Sends.Parts("m", [new { text = "x" }], metadata: null, beside: new { skillId = "shout", trace = "2" }));
        var refused = await RefusedAsync(Sends.Parts("m", [new { text = "x" }], metadata: null, beside: new { skillId = "echo" }));

        Assert.Equal("x!", again.Output());
        Assert.Equal(["message.messageId"], refused.Fields);
        Assert.Equal(1, Runs.Number);
    }

    [Fact]
    public async Task The_same_identifier_of_another_owner_is_another_message()
    {
        var hers = await TaskAsync(Sends.Text("m", "echo", "x"));
        var his = await TaskAsync(Sends.Text("m", "echo", "y"), OnceAgent.Bob);

        Assert.NotEqual(hers.Id(), his.Id());
        Assert.Equal("y", his.Output());
        Assert.Equal(2, Runs.Number);
    }

    [Fact]
    public async Task The_answer_to_a_repeated_message_has_the_history_that_it_asks_for()
    {
        await TaskAsync(Sends.Text("m", "echo", "x"));

        var again = await TaskAsync(Sends.Text("m", "echo", "x", configuration: new { historyLength = 0 }));

        Assert.False(again.TryGetProperty("history", out _));
    }

    [Fact]
    public async Task A_message_that_continues_a_task_is_known_there()
    {
        var asked = await TaskAsync(Sends.Text("m1", "ask", "a"));
        var continued = await TaskAsync(Sends.Text("m2", "ask", "b", taskId: asked.Id()));
        var first = await TaskAsync(Sends.Text("m1", "ask", "a"));
        var again = await TaskAsync(Sends.Text("m2", "ask", "b", taskId: asked.Id()));
        var stopped = await TaskAsync(Sends.Text("m3", "ask", "stop", taskId: asked.Id()));
        var after = await TaskAsync(Sends.Text("m3", "ask", "stop", taskId: asked.Id()));
        var refused = await RefusedAsync(Sends.Text("m2", "ask", "c", taskId: asked.Id()));

        Assert.Equal(continued.GetRawText(), first.GetRawText());
        Assert.Equal(continued.GetRawText(), again.GetRawText());
        Assert.Equal(stopped.GetRawText(), after.GetRawText());
        Assert.Equal("TASK_STATE_COMPLETED", after.State());
        Assert.Equal(["message.messageId"], refused.Fields);
        Assert.Equal(3, Runs.Number);
    }

    [Fact]
    public async Task Of_many_calls_that_continue_a_task_with_one_message_one_does()
    {
        var asked = await TaskAsync(Sends.Text("m1", "ask", "a"));
        var calls = Enumerable.Range(0, 20).Select(_ => TaskAsync(Sends.Text("m2", "ask", "hold", taskId: asked.Id()))).ToList();
        await Host.Script.NextStartedAsync(Token);
        Host.Script.Open();

        var tasks = await Task.WhenAll(calls);

        Assert.All(tasks, static task => Assert.Equal("TASK_STATE_INPUT_REQUIRED", task.State()));
        Assert.Equal(2, tasks[0].GetProperty("history").EnumerateArray().Count(static message => message.GetProperty("role").GetString() == "ROLE_USER"));
        Assert.Equal(2, Runs.Number);
    }

    [Fact]
    public async Task Another_message_for_a_task_at_work_is_refused_as_ever()
    {
        var asked = await TaskAsync(Sends.Text("m1", "ask", "a"));
        var holding = TaskAsync(Sends.Text("m2", "ask", "hold", taskId: asked.Id()));
        await Host.Script.NextStartedAsync(Token);

        var refused = await RefusedAsync(Sends.Text("m3", "ask", "b", taskId: asked.Id()));

        Assert.Equal("UNSUPPORTED_OPERATION", refused.Reason);
        Host.Script.Open();
        await holding;
    }

    [Fact]
    public async Task A_message_whose_content_is_no_longer_kept_is_refused()
    {
        await using var host = await StartAsync(("Agent:Tasks:MaxHistory", "1"));
        var client = Connect(host);
        var asked = (await client.CallAsync("SendMessage", Sends.Text("m1", "ask", "a"), As(OnceAgent.Alice))).GetProperty("task");
        await client.CallAsync("SendMessage", Sends.Text("m2", "ask", "b", taskId: asked.Id()), As(OnceAgent.Alice));

        var refused = await Assert.ThrowsAsync<BindingError>(() => client.CallAsync("SendMessage", Sends.Text("m1", "ask", "a"), As(OnceAgent.Alice)));

        Assert.Equal(["message.messageId"], refused.Fields);
        Assert.Contains("so long ago", refused.Message, StringComparison.Ordinal);
    }
}
