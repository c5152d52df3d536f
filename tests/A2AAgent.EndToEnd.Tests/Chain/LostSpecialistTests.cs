using A2AAgent.EndToEnd.Tests.Tools;
using A2AAgent.Tests.Postgres;
using A2AAgent.Tests.Telemetry.Otlp;

namespace A2AAgent.EndToEnd.Tests.Chain;

/// <summary>A specialist is killed in the middle of its stream.</summary>
[Collection(nameof(ChainBinary))]
public sealed class LostSpecialistTests(ChainBinary binary, ITestOutputHelper output)
{
    private const int Steps = 10;

    [Fact]
    public async Task Another_one_does_its_work_when_that_is_allowed_and_the_trace_says_so()
    {
        RunningAgent? first = null;
        await using var chain = await RunningChain.StartAsync(binary, async chain =>
        [
            ("Agents__risk__Directory__Skill", "assess"), ("Agents__risk__Resilience__LostTask", "SendAgain"), ("Agents__risk__Resilience__MaxRetries", "0"),
            ("AgentDirectory__Agents__0__Name", "risk-1"), ("AgentDirectory__Agents__0__Url", (first = await chain.StartRiskAsync()).Address.AbsoluteUri),
            ("AgentDirectory__Agents__1__Name", "risk-2"), ("AgentDirectory__Agents__1__Url", (await chain.StartRiskAsync()).Address.AbsoluteUri),
        ]);

        var call = await chain.CallAsync(Steps, new KillOnce(first!.Id).See);

        Assert.True(call.ExitCode == 0, call.All + "\n" + chain.Desk.Log);
        Assert.Contains(call.Output, static line => line.Contains("Steps = 10", StringComparison.Ordinal));
        Assert.Equal(2, call.Output.Where(static line => line.Contains(": step ", StringComparison.Ordinal)).Select(static line => line.Split(' ')[^1]).Distinct(StringComparer.Ordinal).Count());
        var span = await CallOfRiskAsync(chain);
        Assert.Contains(span.Events, static happened => happened.Name == "a2a.client.sent_again");
        Assert.Equal("TASK_STATE_COMPLETED", span["a2a.task.state"]);
        await chain.Telemetry.SpanAsync(other => other is { Service: "risk", Kind: OtlpKind.Server, Name: "SendStreamingMessage" } && other.ParentId == span.SpanId);
    }

    [Fact]
    public async Task One_that_keeps_its_tasks_comes_back_and_the_stream_goes_on_where_it_broke()
    {
        await using var database = await PostgresServer.StartNewAsync();
        RunningAgent? first = null;
        await using var chain = await RunningChain.StartAsync(binary, async chain =>
        [
            ("Agents__risk__Url", (first = await chain.StartRiskAsync(Durable(database, "0"))).Address.AbsoluteUri),
            ("Agents__risk__Resilience__MaxStreamResumes", "20"), ("Agents__risk__Resilience__MaxRetryDelay", "00:00:01"),
        ]);

        var kill = new KillOnce(first!.Id);
        var calling = chain.CallAsync(Steps, kill.See);
        await kill.Done.WaitAsync(TestContext.Current.CancellationToken);
        await chain.StartRiskAsync(Durable(database, first.Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var call = await calling;

        Assert.True(call.ExitCode == 0, call.All + "\n" + chain.Desk.Log);
        Assert.Contains(call.Output, static line => line.Contains("Steps = 10", StringComparison.Ordinal));
        var span = await CallOfRiskAsync(chain);
        Assert.Contains(span.Events, static happened => happened.Name == "a2a.client.stream_resumed");
        Assert.DoesNotContain(span.Events, static happened => happened.Name == "a2a.client.sent_again");
        await chain.Telemetry.SpanAsync(other => other is { Service: "risk", Kind: OtlpKind.Server, Name: "SubscribeToTask" } && other.ParentId == span.SpanId && other.Status != OtlpStatus.Error);
    }

    private static IEnumerable<(string Name, string Value)> Durable(PostgresServer database, string port) =>
        [("ConnectionStrings__Tasks", database.Connection.ConnectionString), ("Agent__Tasks__Postgres__Lease", "00:00:02"), ("PORT", port)];

    [Fact]
    public async Task Nobody_does_its_work_twice_when_that_is_not_allowed()
    {
        RunningAgent? first = null;
        await using var chain = await RunningChain.StartAsync(binary, async chain =>
        [
            ("Agents__risk__Url", (first = await chain.StartRiskAsync()).Address.AbsoluteUri),
            ("Agents__risk__Resilience__MaxRetries", "0"), ("Agents__risk__Resilience__MaxStreamResumes", "2"),
        ]);

        var call = await chain.CallAsync(Steps, new KillOnce(first!.Id).See);

        Assert.Contains(call.Output, static line => line.StartsWith("Failed: ", StringComparison.Ordinal));
        Assert.DoesNotContain(call.Output, static line => line.StartsWith("Result: ", StringComparison.Ordinal));
        var span = await CallOfRiskAsync(chain);
        Assert.Equal((OtlpStatus.Error, "UNAVAILABLE"), (span.Status, span["error.type"]));
        Assert.Contains(span.Events, static happened => happened.Name == "a2a.client.stream_resumed");
    }

    private async Task<OtlpSpan> CallOfRiskAsync(RunningChain chain)
    {
        await chain.Telemetry.WaitForAsync(static telemetry => telemetry.Spans.Any(static span => span is { Service: "desk", Kind: OtlpKind.Server }));
        var span = await chain.Telemetry.SpanAsync(static span => span is { Service: "desk", Kind: OtlpKind.Client } && span["a2a.client.agent"] == "risk");
        output.WriteLine(new SpanTree(chain.Telemetry.Spans.Where(other => other.TraceId == span.TraceId)).ToString());
        return span;
    }

    /// <summary>Ends a process when it has come to its third step.</summary>
    private sealed class KillOnce(int process)
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Done => _done.Task;

        public void See(string line)
        {
            if (!Done.IsCompleted && line.Contains("step 3 ", StringComparison.Ordinal))
            {
                Signals.Send(process, Signals.Sigkill);
                _done.SetResult();
            }
        }
    }
}
