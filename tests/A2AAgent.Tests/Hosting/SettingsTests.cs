using A2AAgent.Protocol;
using A2AAgent.Server;
using A2AAgent.Server.Configuration;
using A2AAgent.Tests.Agents;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace A2AAgent.Tests.Hosting;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("PORT", "http")]
    [InlineData("PORT", "70000")]
    [InlineData("Agent:Ports:Http", "-1")]
    [InlineData("Agent:Ports:Http", "eighty")]
    [InlineData("Agent:Ports:Management", "8080")]
    [InlineData("Agent:PublicUrl", "agents.example.com")]
    [InlineData("Agent:PublicUrl", "ftp://agents.example.com")]
    [InlineData("Agent:PublicUrl", "https://agents.example.com/?a=b")]
    [InlineData("Agent:PublicGrpcAddress", "https://agents.example.com:443")]
    [InlineData("Agent:PublicGrpcAddress", "agents.example.com")]
    [InlineData("Agent:BindAddress", "everywhere")]
    [InlineData("Agent:Tasks:MaxTasks", "0")]
    [InlineData("Agent:Limits:JsonDepth", "129")]
    [InlineData("Agent:Tasks:MaxRunTime", "00:00:00")]
    [InlineData("Agent:Tasks:FinishedTtl", "soon")]
    [InlineData("Agent:Limits:Heartbeat", "-00:00:01")]
    [InlineData("Agent:Limits:DrainTimeout", "365.00:00:00")]
    [InlineData("Agent:Tasks:MaxRunningPerOwner", "0")]
    [InlineData("Agent:Tasks:InactivityTimeout", "00:00:00")]
    [InlineData("Agent:Tasks:StuckAfter", "-00:05:00")]
    [InlineData("Agent:Metrics:Prometheus", "perhaps")]
    [InlineData("Agent:Limits:Rate:Permits", "-1")]
    [InlineData("Agent:Limits:Rate:Segments", "101")]
    [InlineData("Agent:Limits:Rate:Window", "00:00:00")]
    [InlineData("Agent:Limits:Rate:Queue", "-2")]
    [InlineData("Agent:Tls:Protocols", "Ssl3")]
    [InlineData("Agent:ForwardedHeaders:TrustedProxies:0", "10")]
    [InlineData("Agent:ForwardedHeaders:TrustedProxies:0", "10.0.0.1/8")]
    [InlineData("Agent:ForwardedHeaders:TrustedProxies", "10.0.0.0/8")]
    [InlineData("Agent:ForwardedHeaders:Headers", "All")]
    [InlineData("Agent:Limits", "5")]
    [InlineData("Agent", "5")]
    public void A_wrong_setting_is_named(string setting, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(setting, value)]).Build();

        var wrong = Assert.Throws<AgentConfigurationException>(() => AgentOptionsReader.Read(configuration));

        Assert.Contains(setting == "PORT" && value == "70000" ? "Agent:Ports:Http" : setting, wrong.Message, StringComparison.Ordinal);
        Assert.Contains(value.TrimStart('-'), wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Agent:Tenant:0", "Agent:Tenant")]
    [InlineData("Agent:Limits:Rate:Permit", "Permit")]
    [InlineData("Agent:Signing:Key:0:File", "Key")]
    [InlineData("Agent:Push:AllowedNetwork:0", "AllowedNetwork")]
    [InlineData("Agent:Tls:Certificate", "Certificate")]
    [InlineData("Agent:Metrics:Prometheos", "Prometheos")]
    [InlineData("Agent:Tasks:MaxRunningPerOwners", "MaxRunningPerOwners")]
    public void A_setting_that_does_not_exist_is_named(string setting, string named)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(setting, "1")]).Build();

        var wrong = Assert.Throws<AgentConfigurationException>(() => AgentOptionsReader.Read(configuration));

        Assert.Contains(named, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_port_of_the_environment_wins()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("PORT", "8123"), new("Agent:Ports:Http", "9000")]).Build();

        Assert.Equal(8123, AgentOptionsReader.Read(configuration).Ports.Http);
    }

    [Fact]
    public void An_agent_without_security_scheme_starts_in_development_only_unless_it_is_said_to_be_meant()
    {
        var staging = new WebApplicationOptions { EnvironmentName = "Staging" };
        Assert.Throws<AgentConfigurationException>(() => WebApplication.CreateSlimBuilder(staging).AddAgent<ScriptedAgent>());
        var wrong = Assert.Throws<AgentConfigurationException>(() => WebApplication.CreateSlimBuilder().AddAgent<ScriptedAgent>());
        Assert.Contains("Agent:Security:AllowAnonymous", wrong.Message, StringComparison.Ordinal);

        var meant = WebApplication.CreateSlimBuilder();
        meant.Configuration.AddInMemoryCollection([new("Agent:Security:AllowAnonymous", "true")]);
        meant.AddAgent<ScriptedAgent>();
    }

    [Fact]
    public void A_second_agent_is_refused()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.AddAgent<ScriptedAgent>();

        Assert.Throws<InvalidOperationException>(() => builder.AddAgent<ScriptedAgent>());
    }

    [Fact]
    public async Task An_agent_that_was_not_added_cannot_be_mapped()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();

        Assert.Contains("AddAgent<ScriptedAgent>", Assert.Throws<InvalidOperationException>(() => app.MapAgent<ScriptedAgent>()).Message, StringComparison.Ordinal);
    }
}
