using System.Net;
using System.Net.Sockets;
using A2AAgent.Server.Push.Guard;

namespace A2AAgent.Tests.Push;

/// <summary>Webhooks of an agent, in production, that reaches the Internet through a proxy only.</summary>
public sealed class ForwardProxyTests
{
    [Fact]
    public async Task A_webhook_whose_name_only_the_proxy_knows_gets_its_events()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var proxy = new ForwardProxy(_ => receiver.Port);
        await using var host = await StartAsync(proxy, "");

        await host.SendAsync("echo", "x", new { url = "http://receiver.example/hook" });

        Assert.Equal(3, (await receiver.UntilEndAsync()).Count);
        Assert.All(proxy.Requests, static request => Assert.Equal("POST http://receiver.example/hook", request));
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("10.0.0.1")]
    [InlineData("93.184.216.34 10.0.0.1")] // which of them the proxy would take is not known
    public async Task A_name_that_means_something_closed_here_is_not_given_to_the_proxy(string addresses)
    {
        await using var proxy = new ForwardProxy(static _ => 0);
        await using var host = await StartAsync(proxy, addresses);

        await host.SendAsync("echo", "x", new { url = "https://receiver.example/hook" });

        Assert.All(await host.DeadLetters.UntilAsync(3), static reason => Assert.Equal("address", reason));
        Assert.Empty(proxy.Requests);
    }

    [Fact]
    public async Task What_the_proxy_refuses_is_tried_again_and_given_up()
    {
        await using var proxy = new ForwardProxy(static _ => 0);
        await using var host = await StartAsync(proxy, "93.184.216.34", ("Agent:Push:MaxAttempts", "2"));

        await host.SendAsync("echo", "x", new { url = "https://receiver.example/hook" });

        await host.DeadLetters.UntilTotalAsync(3);
        Assert.All(proxy.Requests, static request => Assert.Equal("CONNECT receiver.example:443", request));
        Assert.NotEmpty(proxy.Requests);
    }

    [Theory]
    [InlineData(true, "receiver\\.example")]
    [InlineData(false, "nothing")]
    public async Task Past_the_proxy_addresses_are_checked_and_dialed_here(bool useProxy, string bypassed)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var proxy = new ForwardProxy(static _ => 0);
        await using var host = await StartAsync(proxy, "127.0.0.1", [("Agent:Push:UseProxy", $"{useProxy}"), ("Agent:Push:AllowedNetworks:0", "127.0.0.0/8")], bypassed);

        await host.SendAsync("echo", "x", new { url = $"http://receiver.example:{receiver.Port}/hook" });

        Assert.Equal(3, (await receiver.UntilEndAsync()).Count);
        Assert.Empty(proxy.Requests);
    }

    private static Task<PushHost> StartAsync(ForwardProxy proxy, string addresses, params (string, string)[] settings) => StartAsync(proxy, addresses, settings, "nothing");

    private static Task<PushHost> StartAsync(ForwardProxy proxy, string addresses, (string, string)[] settings, string bypassed) =>
        PushHost.StartGuardedAsync(new LocalNames(addresses), new WebProxy(proxy.Address, BypassOnLocal: false, [bypassed]), [("Agent:Push:AllowHttp", "true"), .. settings]);

    /// <summary>What a name server in the cluster says: the addresses, or that it does not know.</summary>
    private sealed class LocalNames(string addresses) : IHostResolver
    {
        public ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) => addresses.Length > 0
            ? ValueTask.FromResult(Array.ConvertAll(addresses.Split(' '), IPAddress.Parse))
            : throw new SocketException((int)SocketError.HostNotFound);
    }
}
