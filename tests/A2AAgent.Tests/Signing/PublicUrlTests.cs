using A2AAgent.Protocol;
using A2AAgent.Server;
using A2AAgent.Tests.Agents;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace A2AAgent.Tests.Signing;

public sealed class PublicUrlTests
{
    [Fact]
    public void Outside_development_an_agent_does_not_sign_whatever_host_somebody_asks_for()
    {
        var wrong = Assert.Throws<AgentConfigurationException>(() => Builder().AddAgent<ScriptedAgent>());
        Assert.Contains("Agent:PublicUrl", wrong.Message, StringComparison.Ordinal);

        Builder(("Agent:PublicUrl", "https://agents.example.com")).AddAgent<ScriptedAgent>();
    }

    private static WebApplicationBuilder Builder(params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Configuration.AddInMemoryCollection(
            [new("Agent:Security:AllowAnonymous", "true"), new("Agent:Signing:Keys:0:File", "key.pem"), .. settings.Select(static one => KeyValuePair.Create(one.Key, (string?)one.Value))]);
        return builder;
    }
}
