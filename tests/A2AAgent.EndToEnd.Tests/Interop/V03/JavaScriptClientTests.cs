using System.Text.Json;

namespace A2AAgent.EndToEnd.Tests.Interop.V03;

/// <summary>The JavaScript SDK in its last version for A2A 0.3 talks to the sample.</summary>
public sealed class JavaScriptClientTests(V03Client client) : IClassFixture<V03Client>
{
    [Fact]
    public async Task It_finds_its_interface_in_the_card()
    {
        var card = await client.RunAsync("card");

        Assert.Equal(("0.3.0", client.Agent.ToString(), "JSONRPC"), (Text(card, "protocolVersion"), Text(card, "url"), Text(card, "preferredTransport")));
        Assert.Equal("Expense Processor Agent", Text(card, "name"));
    }

    [Fact]
    public async Task It_sends_a_report_and_gets_the_verdict()
    {
        var task = await client.RunAsync("send");

        Assert.Equal(("task", "completed"), (Text(task, "kind"), State(task)));
        Assert.Equal("Approved", Verdict(task));
    }

    [Fact]
    public async Task It_answers_a_question_with_a_file()
    {
        var tasks = await client.RunAsync("ask");

        Assert.Equal(["input-required", "completed"], tasks.EnumerateArray().Select(State));
        Assert.Equal("Attach the receipt for item 1.", Text(tasks[0].GetProperty("status").GetProperty("message").GetProperty("parts")[0], "text"));
        Assert.Equal(Text(tasks[0], "id"), Text(tasks[1], "id"));
    }

    [Fact]
    public async Task It_streams_an_explanation_to_its_final_status()
    {
        var events = (await client.RunAsync("stream")).EnumerateArray().ToList();

        Assert.Equal("task", Text(events[0], "kind"));
        Assert.Contains("Meals: up to", TextOf(events), StringComparison.Ordinal);
        EndsFinally(events);
    }

    [Fact]
    public async Task It_gets_a_task_that_it_sent()
    {
        var tasks = await client.RunAsync("get");

        Assert.Equal(Text(tasks[0], "id"), Text(tasks[1], "id"));
        Assert.Equal(Verdict(tasks[0]), Verdict(tasks[1]));
        Assert.True(tasks[0].TryGetProperty("history", out _));
        Assert.False(tasks[1].TryGetProperty("history", out _));
    }

    [Fact]
    public async Task It_cancels_a_task() => Assert.Equal("canceled", State(await client.RunAsync("cancel")));

    [Fact]
    public async Task It_comes_back_to_a_running_task_and_misses_nothing()
    {
        var seen = (await client.RunAsync("resubscribe")).EnumerateArray().ToList();
        var events = seen[1..];

        Assert.Equal(("task", seen[0].GetString()), (Text(events[0], "kind"), Text(events[0], "id")));
        var before = events[0].TryGetProperty("artifacts", out var artifacts) ? artifacts.EnumerateArray().SelectMany(Texts) : [];
        Assert.StartsWith("Receipts:", string.Concat(before) + TextOf(events), StringComparison.Ordinal);
        EndsFinally(events);
    }

    [Fact]
    public async Task It_knows_the_errors()
    {
        var errors = (await client.RunAsync("errors")).EnumerateArray().ToList();

        Assert.Equal(
            ["TaskNotFoundJSONRPCError", "TaskNotCancelableJSONRPCError", "UnsupportedOperationJSONRPCError", "JSONRPCTransportError"],
            errors.Take(4).Select(static error => Text(error, "name")));
        Assert.Contains("-32602", Text(errors[3], "message"), StringComparison.Ordinal);
        Assert.Contains("message.parts", Text(errors[3], "message"), StringComparison.Ordinal);
        Assert.Contains("Expected 'text/event-stream'", Text(errors[4], "message"), StringComparison.Ordinal);
    }

    private static void EndsFinally(List<JsonElement> events)
    {
        Assert.Equal(("status-update", "completed", true), (Text(events[^1], "kind"), State(events[^1]), events[^1].GetProperty("final").GetBoolean()));
        Assert.DoesNotContain(events[..^1], static item => item.TryGetProperty("final", out var final) && final.GetBoolean());
    }

    private static string TextOf(IEnumerable<JsonElement> events) =>
        string.Concat(events.Where(static item => Text(item, "kind") == "artifact-update").SelectMany(static item => Texts(item.GetProperty("artifact"))));

    private static IEnumerable<string> Texts(JsonElement artifact) => artifact.GetProperty("parts").EnumerateArray().Select(static part => Text(part, "text"));

    private static string Verdict(JsonElement task) => Text(task.GetProperty("artifacts")[0].GetProperty("parts")[0].GetProperty("data"), "decision");

    private static string State(JsonElement item) => Text(item.GetProperty("status"), "state");

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
}
