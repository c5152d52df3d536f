using System.Text.Json;
using A2AAgent.Tests.Telemetry.Otlp;

namespace A2AAgent.EndToEnd.Tests.Chain;

/// <summary>A user's request through an agent, two specialists and an MCP server, every process native but the last: one trace.</summary>
[Collection(nameof(ChainBinary))]
public sealed class ChainTests(ChainBinary binary, ITestOutputHelper output)
{
    [Fact]
    public async Task One_trace_leads_through_all_processes_and_each_call_hangs_where_it_was_made()
    {
        await using var chain = await RunningChain.StartAsync(binary, static async chain =>
            [("Agents__risk__Url", (await chain.StartRiskAsync()).Address.AbsoluteUri), ("Agents__risk__Bindings__0", "JSONRPC")]);

        var call = await chain.CallAsync(steps: 3);

        Assert.True(call.ExitCode == 0, call.All + "\n" + chain.Desk.Log);
        Assert.Contains(call.Output, static line => line.Contains("Total = 42, IsWithinPolicy = True, Score = 33, Steps = 3", StringComparison.Ordinal));
        await chain.Telemetry.WaitForAsync(static telemetry => telemetry.Spans.Count(static span => span.Kind is OtlpKind.Server) >= 3 && telemetry.Spans.Any(static span => span is { Service: "caller", ParentId: "" }));
        var root = chain.Telemetry.Spans.Single(static span => span is { Service: "caller", ParentId: "" });
        await chain.Telemetry.WaitForAsync(telemetry => telemetry.Spans.Count(span => span.TraceId == root.TraceId) >= 10);
        var tree = new SpanTree(chain.Telemetry.Spans.Where(span => span.TraceId == root.TraceId));
        output.WriteLine(tree.ToString());
        Assert.Empty(tree.Orphans);
        RequireLinks(tree);
        RequireLedger(tree, chain);
        Assert.Contains(chain.Telemetry.Requests, static request => request.Protocol == "grpc");
        Assert.Contains(chain.Telemetry.Requests, static request => request.Protocol == "application/x-protobuf");
    }

    private static void RequireLinks(SpanTree tree)
    {
        Assert.Equal("SendStreamingMessage", tree.Root.Name);
        var served = tree.Child(tree.Root, "desk", "SendStreamingMessage", OtlpKind.Server);
        var settle = tree.Child(served, "desk", "skill settle", OtlpKind.Internal);
        var calls = tree.ChildrenOf(settle).Where(static span => span.Kind == OtlpKind.Client).ToArray();
        Assert.Equal(["grpc", "jsonrpc"], calls.Select(static call => call["a2a.binding"]));
        tree.Child(tree.Child(calls[1], "risk", "SendStreamingMessage", OtlpKind.Server), "risk", "skill assess", OtlpKind.Internal);
        Assert.Equal(["Compliance Agent", "Risk Agent"], calls.Select(static call => call["gen_ai.agent.name"]));
        Assert.All(calls, static call => Assert.Equal("TASK_STATE_COMPLETED", call["a2a.task.state"]));
    }

    /// <summary>The MCP server has no telemetry of its own: what it is sent names the span of the call as its parent.</summary>
    private static void RequireLedger(SpanTree tree, RunningChain chain)
    {
        var settle = tree.Child(tree.Child(tree.Root, "desk", "SendStreamingMessage", OtlpKind.Server), "desk", "skill settle", OtlpKind.Internal);
        var call = tree.ChildrenOf(settle).First(static span => span["a2a.binding"] == "grpc");
        var check = tree.Child(tree.Child(call, "compliance", "SendStreamingMessage", OtlpKind.Server), "compliance", "skill check", OtlpKind.Internal);
        var tool = Assert.Single(tree.ChildrenOf(check), static span => span.Name == "tools/call get-sum");
        var sent = chain.Ledger.Requests.Single(static request => request.Body.Contains("\"tools/call\"", StringComparison.Ordinal));
        var parent = $"00-{tool.TraceId}-{tool.SpanId}-01";
        Assert.Equal(parent, sent.Headers["traceparent"]);
        using var body = JsonDocument.Parse(sent.Body);
        Assert.Equal(parent, body.RootElement.GetProperty("params").GetProperty("_meta").GetProperty("traceparent").GetString());
    }
}
