using System.Text.Json;

namespace A2AAgent.Tests.V03;

public sealed class SendTests
{
    [Fact]
    public async Task A_message_is_answered_with_the_ended_task()
    {
        await using var host = await V03Host.StartAsync();

        var task = await host.CallAsync("message/send", V03Json.Send("echo", "hello"));

        Assert.Equal("task", task.Text("kind"));
        Assert.Equal("completed", task.State());
        Assert.EndsWith("Z", task.GetProperty("status").Text("timestamp"), StringComparison.Ordinal);
        Assert.NotEmpty(task.Text("contextId"));
        Assert.Equal("""{"kind":"text","text":"hello"}""", task.GetProperty("artifacts")[0].GetProperty("parts")[0].GetRawText());
        var sent = task.GetProperty("history")[0];
        Assert.Equal(("message", "user"), (sent.Text("kind"), sent.Text("role")));
        Assert.Equal((task.Text("id"), task.Text("contextId")), (sent.Text("taskId"), sent.Text("contextId")));
    }

    [Fact]
    public async Task A_direct_reply_is_a_message_of_the_agent()
    {
        await using var host = await V03Host.StartAsync();

        var reply = await host.CallAsync("message/send", V03Json.Send("reply", "hello"));

        Assert.Equal(("message", "agent"), (reply.Text("kind"), reply.Text("role")));
        Assert.Equal("You said: hello", reply.GetProperty("parts")[0].Text("text"));
    }

    [Fact]
    public async Task A_task_that_asks_for_input_goes_on_with_the_next_message()
    {
        await using var host = await V03Host.StartAsync();

        var asked = await host.CallAsync("message/send", V03Json.Send("book", "a room"));
        var booked = await host.CallAsync("message/send", V03Json.Send("book", "Monday", asked.Text("id")));

        Assert.Equal("input-required", asked.State());
        Assert.Equal("For which date?", asked.GetProperty("status").GetProperty("message").GetProperty("parts")[0].Text("text"));
        Assert.Equal((asked.Text("id"), "completed"), (booked.Text("id"), booked.State()));
    }

    [Theory]
    [InlineData("auth-required", "book", "secret")]
    [InlineData("rejected", "refuse", "x")]
    [InlineData("failed", "fail", "x")]
    public async Task States_are_in_lower_case_with_hyphens(string state, string skill, string text)
    {
        await using var host = await V03Host.StartAsync();

        Assert.Equal(state, (await host.CallAsync("message/send", V03Json.Send(skill, text))).State());
    }

    [Fact]
    public async Task The_agent_waits_unless_it_is_told_not_to()
    {
        await using var host = await V03Host.StartAsync();

        var waiting = host.CallAsync("message/send", V03Json.Send("wait", "x", configuration: new { acceptedOutputModes = new[] { "text/plain" } }));
        var atOnce = await host.CallAsync("message/send", V03Json.Send("wait", "x", configuration: new { blocking = false }));

        Assert.Contains(atOnce.State(), (string[])["submitted", "working"]);
        Assert.False(waiting.IsCompleted);
        host.Agent.Script.Open();
        Assert.Equal("completed", (await waiting).State());
    }

    [Fact]
    public async Task The_history_is_cut_as_asked_for()
    {
        await using var host = await V03Host.StartAsync();

        var without = await host.CallAsync("message/send", V03Json.Send("echo", "hello", configuration: new { historyLength = 0 }));
        var with = await host.CallAsync("tasks/get", new { id = without.Text("id") });

        Assert.False(without.TryGetProperty("history", out _));
        Assert.Equal(1, with.GetProperty("history").GetArrayLength());
    }

    [Fact]
    public async Task A_data_part_goes_in_and_comes_out_as_an_object()
    {
        await using var host = await V03Host.StartAsync();

        var task = await host.CallAsync("message/send", V03Json.SendParts("add", [new { kind = "data", data = new { left = 2, right = 3 } }]));

        Assert.Equal("""{"kind":"data","data":{"value":5}}""", task.GetProperty("artifacts")[0].GetProperty("parts")[0].GetRawText());
    }

    [Fact]
    public async Task A_message_and_its_parts_may_leave_their_kind_out()
    {
        await using var host = await V03Host.StartAsync();

        var task = await host.CallAsync("message/send", new { message = new { messageId = "m", role = "user", parts = new[] { new { text = "hello" } } } });

        Assert.Equal("completed", task.State());
    }

    [Fact]
    public async Task A_message_may_name_its_version_whatever_it_is()
    {
        await using var host = await V03Host.StartAsync();

        foreach (var version in (string[])["0.3", "0.3.0", "1.0"])
        {
            Assert.Equal("completed", (await host.CallAsync("message/send", V03Json.Send("echo", "x"), ("A2A-Version", version))).State());
        }
    }

    [Fact]
    public async Task Extensions_are_asked_for_and_confirmed_in_the_header_of_0_3()
    {
        const string Echo = "https://example.com/extensions/echo/v1";
        await using var host = await V03Host.StartAsync();

        using var response = await host.PostAsync(
            """{"jsonrpc":"2.0","id":1,"method":"message/send","params":{"message":{"kind":"message","messageId":"m","role":"user","parts":[{"kind":"text","text":"x"}]}}}""",
            ("X-A2A-Extensions", $"urn:other, {Echo}"));

        Assert.Equal(Echo, Assert.Single(response.Headers.GetValues("X-A2A-Extensions")));
        Assert.False(response.Headers.Contains("A2A-Extensions"));
    }

    [Fact]
    public async Task A_client_of_1_0_sees_the_same_task()
    {
        await using var host = await V03Host.StartAsync();
        var task = await host.CallAsync("message/send", V03Json.Send("echo", "hello"));

        using var response = await host.PostAsync($$$"""{"jsonrpc":"2.0","id":1,"method":"GetTask","params":{"id":"{{{task.Text("id")}}}"}}""", ("A2A-Version", "1.0"));
        var seen = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("result");

        Assert.Equal("TASK_STATE_COMPLETED", seen.State());
        Assert.Equal(task.Text("contextId"), seen.Text("contextId"));
    }
}
