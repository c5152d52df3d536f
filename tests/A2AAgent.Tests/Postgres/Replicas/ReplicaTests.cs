using System.Diagnostics;
using System.Net;
using System.Text.Json;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Diagnostics;
using A2AAgent.Server.Execution;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Postgres.Replicas;

/// <summary>What one replica does while another one runs the task, or no longer does.</summary>
public sealed class ReplicaTests : TwoReplicas
{
    private IBindingClient OnFirst => new HttpJsonClient(First);

    private IBindingClient OnSecond => new JsonRpcClient(Second);

    [Fact]
    public async Task A_task_is_found_on_any_replica()
    {
        var id = await BeginAsync("once");

        Assert.Equal("TASK_STATE_WORKING", (await OnSecond.CallAsync("GetTask", new { id })).State());
        var listed = await OnSecond.CallAsync("ListTasks", new { status = "TASK_STATE_WORKING" });
        Assert.Equal(id, Assert.Single(listed.GetProperty("tasks").EnumerateArray()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_subscriber_on_another_replica_sees_every_event_once_in_order()
    {
        await using var stream = await OnFirst.StreamAsync("SendStreamingMessage", TestJson.Text("talk", "x"));
        var id = (await stream.NextAsync())!.Value.GetProperty("task").GetProperty("id").GetString();
        var watching = Enumerable.Range(0, 5).Select(async _ =>
        {
            await using var watched = await OnSecond.StreamAsync("SubscribeToTask", new { id });
            return await watched.ToListAsync();
        }).ToList();

        var own = await stream.ToListAsync();

        Assert.Equal(Expected, Steps(own));
        foreach (var watched in watching)
        {
            var seen = await watched;
            Assert.Equal(Expected, Steps(seen));
            Assert.Equal("TASK_STATE_COMPLETED", State(seen[^1]));
        }
    }

    [Fact]
    public async Task A_task_is_canceled_on_a_replica_that_does_not_run_it()
    {
        await using var stream = await OnFirst.StreamAsync("SendStreamingMessage", TestJson.Text("once", "x"));
        var id = (await stream.NextAsync())!.Value.GetProperty("task").GetProperty("id").GetString();
        await First.Script.NextStartedAsync(Token);

        var canceled = await OnSecond.CallAsync("CancelTask", new { id });

        Assert.Equal("TASK_STATE_CANCELED", canceled.State());
        Assert.Equal("TASK_STATE_CANCELED", State((await stream.ToListAsync())[^1]));
        await EventuallyAsync(() => Running(First) == 0);
    }

    [Fact]
    public async Task A_task_whose_replica_cannot_be_reached_is_canceled_all_the_same_and_its_skill_cannot_write_any_more()
    {
        var id = await BeginAsync("once");
        await _network!.CutAsync();

        var canceled = await OnSecond.CallAsync("CancelTask", new { id });

        Assert.Equal("TASK_STATE_CANCELED", canceled.State());
        _network.Restore();
        First.Script.Open();
        await EventuallyAsync(() => Running(First) == 0);
        Assert.Equal("TASK_STATE_CANCELED", (await OnSecond.CallAsync("GetTask", new { id })).State());
    }

    [Fact]
    public async Task Who_watches_on_a_replica_that_was_overtaken_hears_of_the_end()
    {
        await using var stream = await OnFirst.StreamAsync("SendStreamingMessage", TestJson.Text("once", "x"));
        var id = (await stream.NextAsync())!.Value.GetProperty("task").GetProperty("id").GetString();
        await First.Script.NextStartedAsync(Token);
        await _network!.CutAsync();
        await OnSecond.CallAsync("CancelTask", new { id });

        _network.Restore();
        First.Script.Open();

        Assert.Equal("TASK_STATE_CANCELED", State((await stream.ToListAsync().WaitAsync(TimeSpan.FromSeconds(60), Token))[^1]));
    }

    [Fact]
    public async Task A_conversation_goes_on_on_another_replica_while_somebody_watches_on_the_first()
    {
        var id = (await OnFirst.CallAsync("SendMessage", TestJson.Text("ask", "one"))).GetProperty("task").GetProperty("id").GetString();
        await using var watched = await OnFirst.StreamAsync("SubscribeToTask", new { id });
        await watched.NextAsync();

        Assert.Equal("TASK_STATE_INPUT_REQUIRED", (await OnSecond.CallAsync("SendMessage", TestJson.Text("ask", "two", id))).GetProperty("task").State());
        Assert.Equal("TASK_STATE_COMPLETED", (await OnFirst.CallAsync("SendMessage", TestJson.Text("ask", "three", id))).GetProperty("task").State());

        var states = (await watched.ToListAsync()).Select(State).Where(static state => state is not null);
        Assert.Equal(["TASK_STATE_WORKING", "TASK_STATE_INPUT_REQUIRED", "TASK_STATE_WORKING", "TASK_STATE_COMPLETED"], states);
    }

    [Fact]
    public async Task A_task_whose_replica_is_gone_fails_on_another_and_everybody_hears_of_it()
    {
        var blocking = OnFirst.CallAsync("SendMessage", TestJson.Text("once", "x"));
        var id = await First.Script.NextStartedAsync(Token);
        await First.UntilRecordedAsync(id, Token);
        await using var watched = await OnSecond.StreamAsync("SubscribeToTask", new { id });
        await watched.NextAsync();

        await _network!.CutAsync();

        var last = (await watched.ToListAsync())[^1];
        Assert.Equal("TASK_STATE_FAILED", State(last));
        Assert.Contains("was interrupted", last.GetRawText(), StringComparison.Ordinal);

        // Back again, the first one stops the skill, which has missed its end, and answers with what the second one has recorded.
        _network.Restore();
        Assert.Equal("TASK_STATE_FAILED", (await blocking).GetProperty("task").State());
        await EventuallyAsync(() => Running(First) == 0);
    }

    [Fact]
    public async Task A_task_whose_skill_may_run_again_does_so_on_another_replica()
    {
        await using var stream = await OnFirst.StreamAsync("SendStreamingMessage", TestJson.Text("again", "hello"));
        var id = (await stream.NextAsync())!.Value.GetProperty("task").GetProperty("id").GetString();
        await First.Script.NextStartedAsync(Token);
        Second.Script.Open();

        await _network!.CutAsync();

        Assert.Equal(id, await Second.Script.NextStartedAsync(Token));
        await EventuallyAsync(async () => (await OnSecond.CallAsync("GetTask", new { id })).State() == "TASK_STATE_COMPLETED");
        var task = await OnSecond.CallAsync("GetTask", new { id });
        Assert.Equal("hello, again", Assert.Single(task.GetProperty("artifacts").EnumerateArray()).GetProperty("parts")[0].GetProperty("text").GetString());

        _network.Restore();
        Assert.Equal("TASK_STATE_COMPLETED", State((await stream.ToListAsync())[^1]));
    }

    [Fact]
    public async Task A_turn_that_runs_again_belongs_to_the_trace_of_its_caller()
    {
        using var spans = new SpanLog();
        await using var stream = await OnFirst.StreamAsync("SendStreamingMessage", TestJson.Text("again", "hello"), spans.Headers);
        await stream.NextAsync();
        await First.Script.NextStartedAsync(Token);
        Second.Script.Open();

        await _network!.CutAsync();

        var again = await spans.EndedAsync("skill again", static span => span.GetTagItem(TelemetryNames.Restart) is true);
        Assert.Equal((spans.Caller, TaskState.Completed.ToWireName()), (again.ParentSpanId, again.GetTagItem(TelemetryNames.TaskState)));
    }

    [Theory]
    [InlineData("01")]
    [InlineData("00")]
    public async Task Where_the_newest_turn_comes_from_is_kept_and_whether_its_trace_is(string flags)
    {
        using var first = new SpanLog();
        using var listener = Propagating();
        var second = $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-{flags}";
        var id = (await OnFirst.CallAsync("SendMessage", TestJson.Text("ask", "x"), first.Headers)).GetProperty("task").GetProperty("id").GetString();

        await OnSecond.CallAsync("SendMessage", TestJson.Text("ask", "y", taskId: id), new CallHeaders(Credential: request => request.Headers.Add("traceparent", second)));

        Assert.Equal(second, await _database!.RunAsync("select trace from {schema}.tasks"));
    }

    [Fact]
    public async Task A_replica_that_ends_in_order_hands_over_what_may_run_again()
    {
        var id = await BeginAsync("again");
        Second.Script.Open();

        await First.StopAsync();

        await EventuallyAsync(async () => (await OnSecond.CallAsync("GetTask", new { id })).State() == "TASK_STATE_COMPLETED");
    }

    [Fact]
    public async Task A_replica_that_may_have_been_given_up_begins_nothing_until_it_knows()
    {
        await _network!.CutAsync();
        await Task.Delay(Lease, Token);

        using var refused = await First.PostAsync("/message:send", TestJson.Write(TestJson.Text("ask", "x")), cancellationToken: Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        _network.Restore();
        await EventuallyAsync(async () =>
        {
            using var accepted = await First.PostAsync("/message:send", TestJson.Write(TestJson.Text("ask", "x")), cancellationToken: Token);
            return accepted.StatusCode == HttpStatusCode.OK;
        });
    }

    private static IEnumerable<string> Expected => Enumerable.Range(1, 100).Select(static i => $"{i} ").Append("done");

    /// <summary>What of the artifacts a watcher saw, from its snapshot on.</summary>
    private static IEnumerable<string> Steps(List<JsonElement> events)
    {
        foreach (var item in events)
        {
            if (item.TryGetProperty("task", out var task) && task.TryGetProperty("artifacts", out var artifacts))
            {
                foreach (var part in artifacts.EnumerateArray().SelectMany(static artifact => artifact.GetProperty("parts").EnumerateArray()))
                {
                    yield return part.GetProperty("text").GetString()!;
                }
            }
            else if (item.TryGetProperty("artifactUpdate", out var update))
            {
                yield return update.GetProperty("artifact").GetProperty("parts")[0].GetProperty("text").GetString()!;
            }
        }
    }

    private static string? State(JsonElement item) => item.TryGetProperty("statusUpdate", out var update) ? update.State() : null;

    private static int Running(AgentHost host) => host.Services.GetRequiredService<TaskEngine>().Live.Running;

    private static Task EventuallyAsync(Func<bool> holds) => EventuallyAsync(() => Task.FromResult(holds()));

    /// <summary>As a sampler of OpenTelemetry does, it leaves out what its caller has left out, and knows where it came from.</summary>
    private static ActivityListener Propagating()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == TelemetryNames.Meter,
            Sample = static (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Parent.TraceFlags == ActivityTraceFlags.Recorded ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.PropagationData,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (!await holds())
        {
            await Task.Delay(20, limit.Token);
        }
    }
}
