using A2AAgent.Tests.Agents;

namespace A2AAgent.Tests.V03;

public sealed class TaskTests
{
    [Fact]
    public async Task A_task_is_got_with_as_much_history_as_asked_for()
    {
        await using var host = await V03Host.StartAsync();
        var id = (await host.CallAsync("message/send", V03Json.Send("book", "a room"))).Text("id");
        await host.CallAsync("message/send", V03Json.Send("book", "Monday", id));

        var whole = await host.CallAsync("tasks/get", new { id });
        var last = await host.CallAsync("tasks/get", new { id, historyLength = 1, metadata = new { } });

        Assert.Equal("task", whole.Text("kind"));
        Assert.True(whole.GetProperty("history").GetArrayLength() > 1);
        Assert.Equal(1, last.GetProperty("history").GetArrayLength());
    }

    [Fact]
    public async Task Files_and_names_of_artifacts_come_out_in_their_old_places()
    {
        await using var host = await V03Host.StartAsync();
        host.Agent.Script.Open();

        var artifacts = (await host.CallAsync("message/send", V03Json.Send("steps", "x"))).GetProperty("artifacts");

        Assert.Equal(["first", "second"], artifacts.EnumerateArray().Select(static artifact => artifact.Text("name")));
        Assert.Equal(
            """{"kind":"file","file":{"bytes":"dHdv","name":"two.txt","mimeType":"text/plain"}}""",
            artifacts[1].GetProperty("parts")[0].GetRawText());
    }

    [Fact]
    public async Task A_running_task_is_canceled_and_an_ended_one_is_not()
    {
        await using var host = await V03Host.StartAsync();
        var id = (await host.CallAsync("message/send", V03Json.Send("wait", "x", configuration: new { blocking = false }))).Text("id");

        Assert.Equal("canceled", (await host.CallAsync("tasks/cancel", new { id })).State());

        var ended = await host.CallAsync("message/send", V03Json.Send("echo", "x"));
        Assert.Equal(-32002, await CodeAsync(host, "tasks/cancel", new { id = ended.Text("id") }));
    }

    [Theory]
    [InlineData("tasks/get")]
    [InlineData("tasks/cancel")]
    public async Task A_task_that_is_not_there_is_not_found(string method)
    {
        await using var host = await V03Host.StartAsync();

        Assert.Equal(-32001, await CodeAsync(host, method, new { id = "no such task" }));
    }

    [Fact]
    public async Task A_message_for_a_task_that_is_not_there_is_refused()
    {
        await using var host = await V03Host.StartAsync();
        var ended = await host.CallAsync("message/send", V03Json.Send("echo", "x"));

        Assert.Equal(-32001, await CodeAsync(host, "message/send", V03Json.Send("echo", "x", "no such task")));
        Assert.Equal(-32004, await CodeAsync(host, "message/send", V03Json.Send("echo", "x", ended.Text("id"))));
    }

    [Fact]
    public async Task An_agent_without_extended_card_says_so_in_the_error_of_0_3()
    {
        await using var host = await V03Host.StartAsync();

        Assert.Equal(-32007, await CodeAsync(host, "agent/getAuthenticatedExtendedCard"));
    }

    [Fact]
    public async Task What_the_agent_cannot_do_is_the_same_in_0_3()
    {
        await using var host = await V03Host.StartAsync<TwoSkillAgent>();

        Assert.Equal(-32008, await CodeAsync(host, "message/send", V03Json.Send("first", "x")));
        Assert.Equal(-32004, await CodeAsync(host, "message/stream", V03Json.Send("first", "x")));
        Assert.Equal("completed", (await host.CallAsync("message/send", V03Json.Send("first", "x"), ("X-A2A-Extensions", "urn:example:required"))).State());
    }

    private static async Task<int> CodeAsync(V03Host host, string method, object? parameters = null) =>
        (await Assert.ThrowsAsync<V03Error>(() => host.CallAsync(method, parameters))).Code;
}
