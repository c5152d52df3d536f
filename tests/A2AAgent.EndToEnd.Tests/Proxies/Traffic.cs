using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using A2AAgent.EndToEnd.Tests.Conformance.Callers;
using A2AAgent.EndToEnd.Tests.Exchanges;

namespace A2AAgent.EndToEnd.Tests.Proxies;

/// <summary>Clients that call without a pause, over every binding, until they are told to stop; and what went wrong.</summary>
internal sealed class Traffic : IAsyncDisposable
{
    private const int Callers = 3;
    private const int Watchers = 2;

    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly ConcurrentQueue<string> _failures = new();
    private readonly List<Task> _workers = [];
    private readonly Func<HttpClient> _connect;
    private int _answers;

    public Traffic(Func<HttpClient> connect)
    {
        _connect = connect;
        for (var i = 0; i < Callers; i++)
        {
            _workers.Add(CallAsync(Binding.JsonRpc));
            _workers.Add(CallAsync(Binding.HttpJson));
            _workers.Add(CallGrpcAsync());
        }

        for (var i = 0; i < Watchers; i++)
        {
            _workers.Add(WatchAsync(i % 2 == 0 ? Binding.JsonRpc : Binding.HttpJson));
            _workers.Add(WatchGrpcAsync());
        }
    }

    public int Answers => Volatile.Read(ref _answers);

    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>Waits for so many more answers.</summary>
    public async Task AnswersAsync(int more)
    {
        var goal = Answers + more;
        while (Answers < goal)
        {
            Assert.Empty(_failures);
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Lets everybody finish what they are at.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_workers);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private Task CallAsync(Binding binding) => RepeatAsync($"{binding}", () => new AgentClient(_connect()), async client =>
        (await client.SendAsync(binding, Requests.CompleteReport)).State());

    private Task WatchAsync(Binding binding) => RepeatAsync($"{binding} stream", () => new AgentClient(_connect()), async client =>
        (await client.StreamAsync(binding, Requests.LongExplanation).LastAsync(TestContext.Current.CancellationToken)).GetProperty("statusUpdate").State());

    private Task CallGrpcAsync() => RepeatAsync("gRPC", () => new GrpcCaller(_connect(), extensions: null), static async caller =>
        (await caller.CallAsync("SendMessage", Json(Requests.CompleteReport))).GetProperty("task").State());

    private Task WatchGrpcAsync() => RepeatAsync("gRPC stream", () => new GrpcCaller(_connect(), extensions: null), static async caller =>
        (await caller.StreamAsync("SendStreamingMessage", Json(Requests.LongExplanation)).LastAsync(TestContext.Current.CancellationToken)).GetProperty("statusUpdate").State());

    private async Task RepeatAsync<T>(string name, Func<T> connect, Func<T, Task<string>> call)
        where T : IDisposable
    {
        using var client = connect();
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var state = await call(client);
                if (state == "TASK_STATE_COMPLETED")
                {
                    Interlocked.Increment(ref _answers);
                }
                else
                {
                    _failures.Enqueue($"{name}: {state}");
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                _failures.Enqueue($"{name}: {e}");
            }
        }
    }

    private static JsonObject Json(string json) => JsonNode.Parse(json)!.AsObject();
}
