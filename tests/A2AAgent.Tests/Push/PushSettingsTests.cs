using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using Microsoft.Extensions.Configuration;

namespace A2AAgent.Tests.Push;

public sealed class PushSettingsTests
{
    [Theory]
    [InlineData("AllowedNetworks:0", "10.0.0.1/8")]
    [InlineData("AllowedNetworks:0", "10.0.0.0/33")]
    [InlineData("AllowedNetworks:0", "internal")]
    [InlineData("AllowHttp", "perhaps")]
    [InlineData("MaxConfigs", "0")]
    [InlineData("MaxQueued", "0")]
    [InlineData("MaxBytes", "0")]
    [InlineData("MaxAttempts", "0")]
    [InlineData("Concurrency", "0")]
    [InlineData("Timeout", "00:00:00")]
    [InlineData("FirstDelay", "-00:00:01")]
    [InlineData("MaxDelay", "365.00:00:00")]
    [InlineData("MaxDelay", "00:00:00.5")]
    [InlineData("DrainTimeout", "later")]
    public void A_wrong_setting_is_named(string setting, string value)
    {
        var wrong = Assert.Throws<AgentConfigurationException>(() => Read((setting, value)));

        Assert.Contains($"Agent:Push:{setting}", wrong.Message, StringComparison.Ordinal);
        Assert.Contains(value.TrimStart('-'), wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Networks_and_times_are_read()
    {
        var push = Read(("AllowedNetworks:0", "10.42.0.0/16"), ("AllowedNetworks:1", "fd12::/16"), ("AllowHttp", "true"), ("Timeout", "00:00:20")).Push;

        Assert.Equal(["10.42.0.0/16", "fd12::/16"], push.AllowedNetworks);
        Assert.True(push.AllowHttp);
        Assert.Equal(TimeSpan.FromSeconds(20), push.Timeout);
    }

    private static AgentOptions Read(params (string Name, string Value)[] settings) => AgentOptionsReader.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(static setting => KeyValuePair.Create($"Agent:Push:{setting.Name}", (string?)setting.Value))).Build());
}
