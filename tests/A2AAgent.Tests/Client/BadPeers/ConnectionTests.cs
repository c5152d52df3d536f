using A2AAgent.Client;
using A2AAgent.Protocol;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.Security.Tls;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Tests.Client.BadPeers;

/// <summary>Agents that cannot be reached, or whose connections break.</summary>
public sealed class ConnectionTests
{
    public static TheoryData<string> Bindings => Clients.Bindings;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task An_agent_that_is_down_has_not_got_the_call(string binding)
    {
        using var client = Clients.Of(RawPeer.Nobody(), binding);

        var failure = await SendAsync(client);

        Assert.Equal((AgentError.Unavailable, RequestDelivery.NotSent, true, true), (failure.Error, failure.Delivery, failure.IsTransient, failure.IsRetrySafe));
        Assert.Contains("refused", failure.Problem, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task An_interface_that_is_down_has_not_got_the_call(string binding)
    {
        await using var peer = await BadPeer.StartAsync(binding, static _ => Task.CompletedTask, interfaceUrl: RawPeer.Nobody());
        using var client = Clients.Of(peer.Url, binding);

        var failure = await SendAsync(client);

        Assert.Equal((AgentError.Unavailable, RequestDelivery.NotSent, true, true), (failure.Error, failure.Delivery, failure.IsTransient, failure.IsRetrySafe));
        Assert.Equal("SendMessage", failure.Operation);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_connection_that_is_closed_without_an_answer_leaves_open_what_was_done(string binding)
    {
        await using var closing = new RawPeer(static async (stream, cancellationToken) => Assert.NotEqual(0, await stream.ReadAsync(new byte[4096], cancellationToken)));
        await using var peer = await BadPeer.StartAsync(binding, static _ => Task.CompletedTask, interfaceUrl: closing.Url);
        using var client = Clients.Of(peer.Url, binding);

        var failure = await SendAsync(client);

        Assert.Equal((AgentError.Unavailable, RequestDelivery.Unknown, true, false), (failure.Error, failure.Delivery, failure.IsTransient, failure.IsRetrySafe));
        Assert.Equal(1, closing.Connections);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_connection_that_stays_silent_costs_no_more_than_its_time(string binding)
    {
        await using var silent = new RawPeer(static (_, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken));
        await using var peer = await BadPeer.StartAsync(binding, static _ => Task.CompletedTask, interfaceUrl: silent.Url);
        using var client = Clients.Of(peer.Url, binding, static options => options.Resilience.SendTimeout = TimeSpan.FromSeconds(0.3));
        await client.GetCardAsync(Ended);

        var failure = await SendAsync(client);

        Assert.Equal((AgentError.Unavailable, RequestDelivery.Unknown, true, false), (failure.Error, failure.Delivery, failure.IsTransient, failure.IsRetrySafe));
        Assert.Contains("0.3 s", failure.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_request_that_a_handler_of_the_callers_gives_up_may_have_reached_the_agent(string binding)
    {
        await using var peer = await BadPeer.StartAsync(binding, static http => Task.Delay(Timeout.Infinite, http.RequestAborted));
        using var handler = new ImpatientHandler();
        using var client = Clients.Of(peer.Url, binding, options =>
        {
            (options.Handler, options.Resilience.MaxRetries, options.Resilience.RetryDelay) = (handler, 3, TimeSpan.Zero);
        });

        var failure = await SendAsync(client);

        Assert.Equal((RequestDelivery.Unknown, false), (failure.Delivery, failure.IsRetrySafe));
        Assert.Single(peer.Calls);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task What_is_not_http_is_no_agent(string binding)
    {
        await using var other = new RawPeer(static async (stream, cancellationToken) =>
        {
            await stream.WriteAsync("SSH-2.0-OpenSSH_9.6\r\n\r\n"u8.ToArray(), cancellationToken);
            await stream.CopyToAsync(Stream.Null, cancellationToken);
        });
        await using var peer = await BadPeer.StartAsync(binding, static _ => Task.CompletedTask, interfaceUrl: other.Url);
        using var client = Clients.Of(peer.Url, binding);

        var failure = await SendAsync(client);

        Assert.NotEqual(RequestDelivery.Answered, failure.Delivery);
        Assert.Equal(AgentError.Unavailable, failure.Error);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_certificate_of_an_unknown_authority_is_refused_for_good(string binding)
    {
        using var authority = Authority.Root();
        using var certificate = authority.Issue(new Leaf { IsForLoopback = true });
        await using var secure = await BadPeer.StartAsync(binding, static _ => Task.CompletedTask, certificate: certificate);
        await using var peer = await BadPeer.StartAsync(binding, static _ => Task.CompletedTask, interfaceUrl: binding == ProtocolBindings.Grpc ? secure.GrpcUrl : secure.Url);
        using var ofCard = Clients.Of(secure.Url, binding);
        using var ofInterface = Clients.Of(peer.Url, binding);

        RemoteAgentException[] failures = [await SendAsync(ofCard), await SendAsync(ofInterface)];

        Assert.All(failures, static failure =>
        {
            Assert.Equal((AgentError.Unavailable, RequestDelivery.NotSent, false), (failure.Error, failure.Delivery, failure.IsTransient));
            Assert.Contains("certificate", failure.Problem, StringComparison.Ordinal);
        });
        Assert.Empty(secure.Calls);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task An_interface_that_is_down_is_passed_over_for_the_next(string binding)
    {
        await using var good = await BadPeer.StartAsync(binding, http => PeerWire.AnswerAsync(http, binding, PeerWire.Task));
        await using var peer = await BadPeer.StartAsync(binding, static _ => Task.CompletedTask, (http, _) => http.Response.WriteAsync(BadPeer.CardOf(binding, RawPeer.Nobody(), binding == ProtocolBindings.Grpc ? good.GrpcUrl : good.Url)));
        using var client = Clients.Of(peer.Url, binding);

        Assert.Equal("t", (await client.GetTaskAsync("t", Ended)).Id);
        Assert.Equal("t", (await client.GetTaskAsync("t", Ended)).Id);
        Assert.Equal(2, good.Calls.Count);
    }

    [Fact]
    public async Task The_log_names_the_interface_that_is_down()
    {
        using var log = new LogSink();
        await using var good = await BadPeer.StartAsync(ProtocolBindings.HttpJson, static http => PeerWire.AnswerAsync(http, ProtocolBindings.HttpJson, PeerWire.Task));
        await using var peer = await BadPeer.StartAsync(ProtocolBindings.HttpJson, static _ => Task.CompletedTask, (http, _) => http.Response.WriteAsync($$"""
            {"name":"n","description":"d","version":"1","capabilities":{},"defaultInputModes":["text/plain"],"defaultOutputModes":["text/plain"],"skills":[],
             "supportedInterfaces":[
              {"url":"{{RawPeer.Nobody()}}","protocolBinding":"JSONRPC","protocolVersion":"1.0"},
              {"url":"{{good.Url}}","protocolBinding":"HTTP+JSON","protocolVersion":"1.0"}]}
            """));
        using var client = Clients.Of(peer.Url, ProtocolBindings.HttpJson, options =>
        {
            options.Bindings.Add(ProtocolBindings.JsonRpc);
            options.LoggerFactory = LoggerFactory.Create(logging => logging.AddProvider(log));
        });

        await client.GetTaskAsync("t", Ended);

        Assert.Contains("could not be reached at its JSONRPC interface", Assert.Single(log.Entries, static entry => entry.Text.Contains("trying the next", StringComparison.Ordinal)).Text, StringComparison.Ordinal);
    }

    private static Task<RemoteAgentException> SendAsync(AgentClient client) => Failures.OfAsync(() => client.SendMessageAsync("x", Ended).AsTask());

    /// <summary>Has a time-out of its own, as the handlers of some libraries have.</summary>
    private sealed class ImpatientHandler() : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limited.CancelAfter(TimeSpan.FromSeconds(request.Method == HttpMethod.Get ? 30 : 0.3));
            return await base.SendAsync(request, limited.Token);
        }
    }
}
