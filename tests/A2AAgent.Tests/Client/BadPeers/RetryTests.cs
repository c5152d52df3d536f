using A2AAgent.Client;
using A2AAgent.Protocol;
using A2AAgent.Tests.Tasks;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Tests.Client.BadPeers;

/// <summary>Which calls are made again, how often and when; and when none is made at all.</summary>
public sealed class RetryTests
{
    public static TheoryData<string> Bindings => Clients.Bindings;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task Only_what_may_be_done_twice_is_asked_again(string binding)
    {
        await using var peer = await BadPeer.StartAsync(binding, static http => RefuseAsync(http));
        using var client = Clients.Of(peer.Url, binding, Retrying);

        await Failures.OfAsync(() => client.GetTaskAsync("t", Ended).AsTask());
        Assert.Equal(3, peer.Calls.Count);
        await Failures.OfAsync(() => client.SendMessageAsync("x", Ended).AsTask());
        Assert.Equal(4, peer.Calls.Count);
        await Failures.OfAsync(() => client.SendStreamingMessageAsync("x", Ended).AsTask());
        Assert.Equal(5, peer.Calls.Count);
        await Failures.OfAsync(() => client.CreateTaskPushNotificationConfigAsync(new TaskPushNotificationConfig { TaskId = "t", Url = "https://example.com" }, new CallContext(), Ended).AsTask());
        Assert.Equal(6, peer.Calls.Count);
        await Failures.OfAsync(() => client.CancelTaskAsync("t", Ended).AsTask());
        Assert.Equal(9, peer.Calls.Count);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task What_the_agent_refused_and_wants_later_is_sent_again(string binding)
    {
        var left = 2;
        await using var peer = await BadPeer.StartAsync(binding, http => left-- > 0 ? RefuseAsync(http, retryAfter: "0") : PeerWire.AnswerAsync(http, binding, PeerWire.Task));
        using var client = Clients.Of(peer.Url, binding, Retrying);

        var task = await client.CreateTaskPushNotificationConfigAsync(new TaskPushNotificationConfig { TaskId = "t", Url = "https://example.com" }, new CallContext(), Ended).AsTask().ContinueWith(static call => call.Exception?.InnerException, TaskScheduler.Default);

        // The answer is a task where a webhook is expected; what counts is that the third request got one.
        Assert.Equal(AgentError.InvalidAgentResponse, Assert.IsType<RemoteAgentException>(task).Error);
        Assert.Equal(3, peer.Calls.Count);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_pause_that_the_agent_asks_for_is_kept(string binding)
    {
        var times = new List<DateTimeOffset>();
        await using var peer = await BadPeer.StartAsync(binding, http =>
        {
            times.Add(TimeProvider.System.GetUtcNow());
            return times.Count == 1 ? RefuseAsync(http, retryAfter: "1") : PeerWire.AnswerAsync(http, binding, PeerWire.Task);
        });
        using var client = Clients.Of(peer.Url, binding, Retrying);

        await client.GetTaskAsync("t", Ended);

        Assert.InRange(times[1] - times[0], TimeSpan.FromSeconds(0.95), TimeSpan.FromSeconds(20));
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_pause_that_is_too_long_is_left_to_the_caller(string binding)
    {
        await using var peer = await BadPeer.StartAsync(binding, static http => RefuseAsync(http, retryAfter: "3600"));
        using var client = Clients.Of(peer.Url, binding, Retrying);

        var failure = await Failures.OfAsync(() => client.GetTaskAsync("t", Ended).AsTask());

        Assert.Equal((TimeSpan.FromHours(1), true, RequestDelivery.Refused), (failure.RetryAfter, failure.IsTransient, failure.Delivery));
        Assert.Single(peer.Calls);
    }

    [Fact]
    public async Task An_agent_that_is_down_is_tried_again_for_every_operation()
    {
        await using var peer = await BadPeer.StartAsync(ProtocolBindings.HttpJson, static _ => Task.CompletedTask, static (http, _) =>
        {
            http.Response.StatusCode = 503;
            return Task.CompletedTask;
        });
        using var client = Clients.Of(peer.Url, ProtocolBindings.HttpJson, Retrying);

        var failure = await Failures.OfAsync(() => client.SendMessageAsync("x", Ended).AsTask());

        Assert.Equal(RequestDelivery.NotSent, failure.Delivery);
        Assert.Equal(3, peer.Others.Count);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_failing_agent_is_left_alone_for_a_while_and_then_tried(string binding)
    {
        var isUp = false;
        await using var peer = await BadPeer.StartAsync(binding, http => isUp ? PeerWire.AnswerAsync(http, binding, PeerWire.Task) : RefuseAsync(http));
        var clock = new TestClock();
        using var client = Clients.Of(peer.Url, binding, options =>
        {
            options.Time = clock;
            options.Resilience.CircuitMinimumCalls = 4;
        });

        for (var i = 0; i < 4; i++)
        {
            await Failures.OfAsync(() => client.GetTaskAsync("t", Ended).AsTask());
        }

        var open = await Failures.OfAsync(() => client.SendMessageAsync("x", Ended).AsTask());
        Assert.Equal((AgentError.Unavailable, RequestDelivery.NotSent, true, true), (open.Error, open.Delivery, open.IsTransient, open.IsRetrySafe));
        Assert.InRange(open.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));
        Assert.Equal(4, peer.Calls.Count);

        clock.Advance(TimeSpan.FromSeconds(16));
        await Failures.OfAsync(() => client.GetTaskAsync("t", Ended).AsTask());
        await Failures.OfAsync(() => client.GetTaskAsync("t", Ended).AsTask());
        Assert.Equal(5, peer.Calls.Count);

        isUp = true;
        clock.Advance(TimeSpan.FromSeconds(16));
        await client.GetTaskAsync("t", Ended);
        await client.GetTaskAsync("t", Ended);
        Assert.Equal(7, peer.Calls.Count);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task What_the_agent_says_of_wrong_requests_says_nothing_against_the_agent(string binding)
    {
        var service = new StubService { Failure = AgentException.TaskNotFound("t") };
        await using var host = await service.HostAsync();
        using var client = Clients.Of(host, binding, static options => options.Resilience.CircuitMinimumCalls = 2);

        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(AgentError.TaskNotFound, (await Failures.OfAsync(() => client.GetTaskAsync("t", Ended).AsTask())).Error);
        }
    }

    private static void Retrying(AgentClientOptions options)
    {
        options.Resilience.MaxRetries = 2;
        options.Resilience.RetryDelay = TimeSpan.FromMilliseconds(1);
        options.Resilience.CircuitMinimumCalls = 1000;
    }

    /// <summary>503 without a word, as every binding may meet it.</summary>
    private static Task RefuseAsync(HttpContext http, string? retryAfter = null)
    {
        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        http.Response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    }
}
