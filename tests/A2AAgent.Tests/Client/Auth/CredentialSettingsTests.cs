using A2AAgent.Client;
using A2AAgent.Protocol;
using A2AAgent.Tests.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace A2AAgent.Tests.Client.Auth;

public sealed class CredentialSettingsTests
{
    private const string Key = "correct-horse-battery-staple";
    private const string Scheme = "Agent:Security:Schemes:key:";
    private const string Credentials = "Agents:guarded:Credentials:";

    [Fact]
    public async Task Credentials_come_from_the_settings()
    {
        await using var host = await AgentHost.StartAsync(
            (Scheme + "Type", "apiKey"), (Scheme + "In", "header"), (Scheme + "Name", "X-API-Key"), (Scheme + "Keys:alice:Value", Key), ("Agent:Security:Requirements:0:key", ""));
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, Key, TestContext.Current.CancellationToken);
            using var application = Application(("Agents:guarded:Url", host.Url.AbsoluteUri), (Credentials + "ApiKeyFile", file));

            Assert.Equal("hello", await Calls.SendAsync(application.Services.GetRequiredService<AgentClient>()));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("OAuth:TokenUrl", "http://login.example.com/token", "Agents:guarded:Credentials:OAuth:ClientId is missing")]
    [InlineData("OAuth:ClientId", "orchestrator", "Agents:guarded:Credentials:OAuth has no secret; it must have ClientSecretFile, or ClientSecret.")]
    [InlineData("Certificate:KeyFile", "/tls/tls.key", "Agents:guarded:Credentials:Certificate:CertificateFile is missing")]
    [InlineData("ApiKeyFile", "/run/key", "Agents:guarded:Credentials has both ApiKey and ApiKeyFile")]
    [InlineData("ApiKye", "x", "Agents:guarded has a setting that does not exist")]
    public void A_wrong_setting_is_named(string name, string value, string message)
    {
        var wrong = Assert.Throws<AgentConfigurationException>(
            () => Application(("Agents:guarded:Url", "http://127.0.0.1:1"), (Credentials + "ApiKey", Key), (Credentials + name, value)));

        Assert.Contains(message, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, wrong.Message, StringComparison.Ordinal);
    }

    private static IHost Application(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings.Select(static setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.AddAgentClient("guarded");
        return builder.Build();
    }
}
