using A2AAgent.Client;
using A2AAgent.Protocol;
using A2AAgent.Tests.Client.BadPeers;
using A2AAgent.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Client.Streams;

/// <summary>Agents that are gone without a word: nothing comes any more, and no connection ends.</summary>
public sealed class SilentAgentTests : IAsyncLifetime
{
    /// <summary>Less than what is found out with the times that are set where nothing else is said.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Short = TimeSpan.FromSeconds(2);

    private readonly Ticks _ticks = new();
    private AgentHost? _host;
    private CuttingRelay? _relay;
    private CuttingRelay? _grpcRelay;

    public static TheoryData<string> Bindings => Clients.Bindings;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await AgentHost.StartAsync<TicksAgent>(builder => builder.Services.AddSingleton(_ticks));
        (_relay, _grpcRelay) = (new CuttingRelay(_host.Url), new CuttingRelay(_host.GrpcUrl));
    }

    public async ValueTask DisposeAsync()
    {
        _ticks.End();
        await _relay!.DisposeAsync();
        await _grpcRelay!.DisposeAsync();
        await _host!.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_stream_goes_on_over_another_connection(string binding)
    {
        using var client = Client(binding);
        var texts = new List<string>();
        await InTimeAsync(async () =>
        {
            await foreach (var item in await client.SendStreamingMessageAsync("start", Ended))
            {
                var before = texts.Count;
                texts.AddRange((item.ArtifactUpdate?.Artifact.Parts ?? []).Select(static part => part.Text!).Where(static text => text.Length > 0));
                if (before == 0 && texts.Count == 1)
                {
                    await Task.WhenAll(_relay!.SilenceAsync(), _grpcRelay!.SilenceAsync());
                    _ticks.Give(1);
                    _ticks.End();
                }
            }
        });

        Assert.Equal(["start", "1"], texts);
        Assert.Equal(1, _ticks.Runs);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_stream_fails_and_says_whose_it_was_when_there_is_no_other_connection(string binding)
    {
        using var client = Client(binding, static options => options.Resilience.MaxStreamResumes = 1);
        var failure = await Failures.OfAsync(() => InTimeAsync(async () =>
        {
            await foreach (var item in await client.SendStreamingMessageAsync("start", Ended))
            {
                if (item.ArtifactUpdate is not null)
                {
                    await VanishAsync();
                }
            }
        }));

        Assert.Equal((AgentError.Unavailable, "SendStreamingMessage", RequestDelivery.Unknown, true), (failure.Error, failure.Operation, failure.Delivery, failure.IsTransient));
        Assert.StartsWith($"the stream of task {failure.Facts["taskId"]} broke and could not be resumed: ", failure.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_call_that_may_be_made_again_gets_through_over_another_connection(string binding)
    {
        using var client = Client(binding, static options => options.Resilience.MaxRetries = 6);
        var before = await client.ListTasksAsync(new ListTasksRequest(), new CallContext(), Ended);
        await Task.WhenAll(_relay!.SilenceAsync(), _grpcRelay!.SilenceAsync());

        var after = await client.ListTasksAsync(new ListTasksRequest(), new CallContext(), Ended).AsTask().WaitAsync(Patience, Ended);

        Assert.Equal(before.TotalSize, after.TotalSize);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_call_fails_in_time(string binding)
    {
        using var client = Client(binding);
        await client.GetCardAsync(Ended);
        await VanishAsync();

        var failure = await Failures.OfAsync(() => client.SendMessageAsync("x", Ended).AsTask().WaitAsync(Patience, Ended));

        Assert.Equal(("SendMessage", RequestDelivery.Unknown, false), (failure.Operation, failure.Delivery, failure.IsRetrySafe));
    }

    private static async Task InTimeAsync(Func<Task> call) => await call().WaitAsync(Patience, Ended);

    private Task VanishAsync() => Task.WhenAll(_relay!.VanishAsync(), _grpcRelay!.VanishAsync());

    private AgentClient Client(string binding, Action<AgentClientOptions>? configure = null) =>
        new(new AgentAddress(_relay!.Url) { Relays = true, GrpcRelay = _grpcRelay!.Url }, Clients.Options(binding, options =>
        {
            var resilience = options.Resilience;
            (resilience.StreamIdleTimeout, resilience.AttemptTimeout, resilience.SendTimeout) = (Short, Short, Short);
            (resilience.PingDelay, resilience.PingTimeout) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
            resilience.RetryDelay = TimeSpan.FromMilliseconds(20);
            configure?.Invoke(options);
        }));
}
