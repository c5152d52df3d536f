namespace A2AAgent.Tests.Idempotency;

/// <content>Messages that skills reply to without a task.</content>
public abstract partial class IdempotencyContract
{
    [Fact]
    public async Task A_repeated_message_gets_the_same_reply()
    {
        var first = await SendAsync(Sends.Text("m", "reply", "hi"));
        var again = await SendAsync(Sends.Text("m", "reply", "hi"));
        await using var stream = await StreamAsync(Sends.Text("m", "reply", "hi"));

        Assert.Equal("You said: hi", first.Said());
        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal(first.GetRawText(), Assert.Single(await stream.ToListAsync()).GetRawText());
        Assert.Equal(1, Runs.Number);
    }

    [Fact]
    public async Task Of_many_calls_with_one_message_one_runs_the_skill_and_all_get_its_reply()
    {
        var calls = Enumerable.Range(0, 20).Select(_ => SendAsync(Sends.Text("m", "reply-late", "x"))).ToList();
        await Host.Script.NextStartedAsync(Token);
        Host.Script.Open();

        Assert.All(await Task.WhenAll(calls), static answer => Assert.Equal("Run 1", answer.Said()));
        Assert.Equal(1, Runs.Number);
    }

    [Fact]
    public async Task A_skill_that_failed_runs_again_for_the_same_message()
    {
        var failed = await RefusedAsync(Sends.Text("m", "reply-second", "x"));
        var second = await SendAsync(Sends.Text("m", "reply-second", "x"));
        var third = await SendAsync(Sends.Text("m", "reply-second", "x"));

        Assert.Equal("UNSUPPORTED_OPERATION", failed.Reason);
        Assert.Equal("now", second.Said());
        Assert.Equal(second.GetRawText(), third.GetRawText());
        Assert.Equal(2, Runs.Number);
    }

    [Fact]
    public async Task An_identifier_that_was_replied_to_is_refused_for_other_content()
    {
        await SendAsync(Sends.Text("m", "reply", "hi", contextId: "c"));
        object[] others =
        [
            Sends.Text("m", "reply", "ho"),
            Sends.Text("m", "reply", "hi", contextId: "another"),
            Sends.Text("m", "echo", "hi"),
            Sends.Text("m", "reply-second", "hi"),
        ];

        foreach (var other in others)
        {
            var refused = await RefusedAsync(other);
            Assert.Equal("INVALID_PARAMS", refused.Reason);
            Assert.Equal(["message.messageId"], refused.Fields);
        }

        Assert.Equal(1, Runs.Number);
    }

    [Fact]
    public async Task An_identifier_that_began_a_task_gets_no_reply()
    {
        await TaskAsync(Sends.Text("m", "echo", "hi"));

        var refused = await RefusedAsync(Sends.Text("m", "reply", "hi"));

        Assert.Equal(["message.messageId"], refused.Fields);
        Assert.Equal(1, Runs.Number);
    }

    [Fact]
    public async Task Another_owner_gets_a_reply_of_its_own()
    {
        await SendAsync(Sends.Text("m", "reply", "hi"));

        Assert.Equal("You said: ho", (await SendAsync(Sends.Text("m", "reply", "ho"), OnceAgent.Bob)).Said());
        Assert.Equal(2, Runs.Number);
    }
}
