using System.Security.Cryptography.X509Certificates;
using A2AAgent.Client;
using A2AAgent.Client.Auth;
using A2AAgent.Protocol;
using A2AAgent.Tests.Client.BadPeers;
using A2AAgent.Tests.Security.Tls;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Tests.Client.Auth;

/// <summary>Cards that came over TLS and name interfaces without.</summary>
public sealed class InClearTests
{
    public static TheoryData<string> Bindings => Clients.Bindings;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task Credentials_do_not_go_in_clear_where_the_card_came_over_tls(string binding)
    {
        await using var clear = await BadPeer.StartAsync(binding, http => PeerWire.AnswerAsync(http, binding, PeerWire.Task));
        var url = binding == ProtocolBindings.Grpc ? clear.GrpcUrl : clear.Url;
        using var authority = Authority.Root();
        using var certificate = authority.Issue(new Leaf { IsForLoopback = true });
        await using var secure = await BadPeer.StartAsync(binding, static _ => Task.CompletedTask, (http, _) => http.Response.WriteAsync(Card(binding, url)), certificate: certificate);
        using var client = Clients.Of(secure.Url, binding, options => Trust(options, authority, new BearerCredential(Secret.Of("t0ken"))));
        using var anonymous = Clients.Of(secure.Url, binding, options => Trust(options, authority));

        var failure = await Failures.OfAsync(() => client.GetTaskAsync("t", Ended).AsTask());

        Assert.Equal((AgentError.PermissionDenied, RequestDelivery.NotSent, false), (failure.Error, failure.Delivery, failure.IsTransient));
        Assert.Contains(url.Authority, failure.Problem, StringComparison.Ordinal);
        Assert.Empty(clear.Calls);
        Assert.Equal("t", (await anonymous.GetTaskAsync("t", Ended)).Id);
    }

    [Fact]
    public async Task An_interface_with_tls_is_called_instead()
    {
        using var authority = Authority.Root();
        using var certificate = authority.Issue(new Leaf { IsForLoopback = true });
        await using var secure = await BadPeer.StartAsync(ProtocolBindings.HttpJson, static http => PeerWire.AnswerAsync(http, ProtocolBindings.HttpJson, PeerWire.Task), static (http, peer) => http.Response.WriteAsync(Card(ProtocolBindings.HttpJson, RawPeer.Nobody(), peer.Url)), certificate: certificate);
        using var client = Clients.Of(secure.Url, ProtocolBindings.HttpJson, options => Trust(options, authority, new BearerCredential(Secret.Of("t0ken"))));

        Assert.Equal("t", (await client.GetTaskAsync("t", Ended)).Id);
    }

    private static string Card(string binding, params Uri[] urls)
    {
        var interfaces = urls.Select(url => $$"""{"url":"{{url}}","protocolBinding":"{{binding}}","protocolVersion":"1.0"}""");
        return $$"""
            {"name":"n","description":"d","version":"1","capabilities":{},"defaultInputModes":["text/plain"],"defaultOutputModes":["text/plain"],"skills":[],
             "securitySchemes":{"token":{"httpAuthSecurityScheme":{"scheme":"Bearer"} } },
             "supportedInterfaces":[{{string.Join(',', interfaces)}}]}
            """;
    }

    private static void Trust(AgentClientOptions options, Authority authority, params AgentCredential[] credentials)
    {
        options.Credentials = credentials.Length == 0 ? null : new AgentCredentials { credentials[0] };
        options.ConfigureHandler = handler =>
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.Add(authority.Certificate);
            handler.SslOptions.CertificateChainPolicy = policy;
        };
    }
}
