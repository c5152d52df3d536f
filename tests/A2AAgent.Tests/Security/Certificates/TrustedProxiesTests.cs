using System.Net;
using A2AAgent.Protocol;
using A2AAgent.Server.Security.Certificates;

namespace A2AAgent.Tests.Security.Certificates;

public sealed class TrustedProxiesTests
{
    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("11.1.2.3", false)]
    [InlineData("fd00::1", true)]
    [InlineData("fe80::1", false)]
    [InlineData("192.168.7.7", true)]
    [InlineData("192.168.7.8", false)]
    public void A_peer_is_in_one_of_the_networks_or_not(string address, bool trusted) =>
        Assert.Equal(trusted, new TrustedProxies(["10.0.0.0/8", "fd00::/8", "192.168.7.7"], "TrustedProxies").Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/33")]
    [InlineData("proxy.test")]
    public void What_is_no_network_is_named(string entry) =>
        Assert.StartsWith($"TrustedProxies:0 is '{entry}'", Assert.Throws<AgentConfigurationException>(() => new TrustedProxies([entry], "TrustedProxies")).Message, StringComparison.Ordinal);

    [Fact]
    public void An_empty_list_would_believe_nobody() =>
        Assert.StartsWith("TrustedProxies is empty", Assert.Throws<AgentConfigurationException>(() => new TrustedProxies([], "TrustedProxies")).Message, StringComparison.Ordinal);
}
