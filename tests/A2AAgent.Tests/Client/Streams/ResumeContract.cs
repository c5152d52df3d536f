using A2AAgent.Client;
using A2AAgent.Protocol;
using A2AAgent.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Client.Streams;

/// <summary>Streams that survive broken connections, whatever the binding.</summary>
public abstract class ResumeContract : IAsyncLifetime
{
    private readonly Ticks _ticks = new();
    private AgentHost? _host;
    private CuttingRelay? _relay;
    private CuttingRelay? _grpcRelay;
    private AgentClient? _client;

    private protected abstract string Binding { get; }

    private AgentClient Client => _client!;

    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await AgentHost.StartAsync<TicksAgent>(builder => builder.Services.AddSingleton(_ticks));
        (_relay, _grpcRelay) = (new CuttingRelay(_host.Url), new CuttingRelay(_host.GrpcUrl));
        _client = new AgentClient(new AgentAddress(_relay.Url) { Relays = true, GrpcRelay = _grpcRelay.Url }, Options());
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        await _relay!.DisposeAsync();
        await _grpcRelay!.DisposeAsync();
        await _host!.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Events_go_on_after_a_cut_none_twice_and_none_lost()
    {
        var texts = new List<string>();
        await foreach (var item in await Client.SendStreamingMessageAsync("start", Timeout))
        {
            Take(texts, item);
            if (texts.Count == 3)
            {
                await CutAsync();
                Give(3, 4, 5);
            }
            else if (texts.Count == 1)
            {
                Give(1, 2);
            }
            else if (texts.Contains("5", StringComparer.Ordinal))
            {
                _ticks.End();
            }
        }

        Assert.Equal(["start", "1", "2", "3", "4", "5"], texts);
        Assert.Equal(1, _ticks.Runs);
    }

    [Fact]
    public async Task A_task_that_has_ended_during_a_cut_is_brought_to_its_end()
    {
        var texts = new List<string>();
        TaskState? last = null;
        await foreach (var item in await Client.SendStreamingMessageAsync("start", Timeout))
        {
            Take(texts, item);
            last = item.State ?? last;
            if (texts is ["start"])
            {
                await CloseAsync();
                Give(1, 2);
                _ticks.End();
                await EndedAsync(item.ArtifactUpdate!.TaskId);
                Open();
            }
        }

        Assert.Equal(["start", "1", "2"], texts);
        Assert.Equal(TaskState.Completed, last);
    }

    [Fact]
    public async Task Many_cuts_lose_nothing()
    {
        var texts = new List<string>();
        await foreach (var item in await Client.SendStreamingMessageAsync("0", Timeout))
        {
            var before = texts.Count;
            Take(texts, item);
            if (texts.Count > before && texts.Count <= 30)
            {
                Give(texts.Count);
                if (texts.Count % 3 == 0)
                {
                    await CutAsync();
                }
            }
            else if (texts.Count > 30)
            {
                _ticks.End();
            }
        }

        Assert.Equal(Enumerable.Range(0, 31).Select(static i => $"{i}"), texts);
    }

    [Fact]
    public async Task A_subscription_goes_on_after_a_cut()
    {
        await using var sent = (await Client.SendStreamingMessageAsync("start", Timeout)).GetAsyncEnumerator(Timeout);
        Assert.True(await sent.MoveNextAsync());
        var id = sent.Current.Task!.Id;
        var (texts, first) = (new List<string>(), true);
        await foreach (var item in await Client.SubscribeToTaskAsync(id, Timeout))
        {
            Take(texts, item);
            if (first)
            {
                first = false;
                await CutAsync();
                Give(1);
            }

            if (texts.Contains("1", StringComparer.Ordinal))
            {
                _ticks.End();
            }
        }

        Assert.Equal("1", texts[^1]);
        Assert.Equal(texts.Distinct(StringComparer.Ordinal), texts);
    }

    [Fact]
    public async Task A_stream_that_cannot_be_resumed_fails_and_says_which_task_it_was()
    {
        var failure = await Assert.ThrowsAsync<RemoteAgentException>(async () =>
        {
            await foreach (var item in await Client.SendStreamingMessageAsync("start", Timeout))
            {
                if (item.ArtifactUpdate is not null)
                {
                    await CloseAsync();
                }
            }
        });

        Assert.Equal(AgentError.Unavailable, failure.Error);
        Assert.NotEmpty(failure.Facts["taskId"]);
        Assert.Equal(1, _ticks.Runs);
        _ticks.End();
    }

    [Fact]
    public async Task A_stream_of_a_task_that_waits_for_its_client_ends()
    {
        var message = Message.FromUser("this") with { Metadata = System.Text.Json.JsonDocument.Parse("""{"skillId":"ask"}""").RootElement };

        var events = new List<StreamEvent>();
        await foreach (var item in await Client.SendStreamingMessageAsync(message, Timeout))
        {
            events.Add(item);
        }

        Assert.Equal(TaskState.InputRequired, events[^1].State);
    }

    private static void Take(List<string> texts, StreamEvent item)
    {
        var parts = item.ArtifactUpdate?.Artifact.Parts ?? item.Task?.Artifacts.SelectMany(static artifact => artifact.Parts) ?? [];
        texts.AddRange(parts.Select(static part => part.Text!).Where(static text => text.Length > 0));
    }

    private void Give(params ReadOnlySpan<int> ticks)
    {
        foreach (var tick in ticks)
        {
            _ticks.Give(tick);
        }
    }

    private AgentClientOptions Options()
    {
        var options = new AgentClientOptions { Name = "ticks" };
        options.Bindings.Clear();
        options.Bindings.Add(Binding);
        (options.Resilience.RetryDelay, options.Resilience.MaxRetries, options.Resilience.MaxStreamResumes, options.Resilience.CircuitMinimumCalls) = (TimeSpan.FromMilliseconds(20), 1, 3, 1000);
        return options;
    }

    /// <summary>Until the agent itself says so, past the relay.</summary>
    private async Task EndedAsync(string id)
    {
        using var direct = new AgentClient(new AgentAddress(_host!.Url));
        while (!(await direct.GetTaskAsync(id, Timeout)).Status.State.IsTerminal())
        {
            await Task.Delay(10, Timeout);
        }
    }

    private async Task CutAsync()
    {
        await _relay!.CutAsync();
        await _grpcRelay!.CutAsync();
    }

    private async Task CloseAsync()
    {
        await _relay!.CloseAsync();
        await _grpcRelay!.CloseAsync();
    }

    private void Open()
    {
        _relay!.Open();
        _grpcRelay!.Open();
    }
}

public sealed class JsonRpcResumeTests : ResumeContract
{
    private protected override string Binding => ProtocolBindings.JsonRpc;
}

public sealed class HttpJsonResumeTests : ResumeContract
{
    private protected override string Binding => ProtocolBindings.HttpJson;
}

public sealed class GrpcResumeTests : ResumeContract
{
    private protected override string Binding => ProtocolBindings.Grpc;
}
