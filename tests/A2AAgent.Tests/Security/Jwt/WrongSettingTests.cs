using A2AAgent.Protocol;
using A2AAgent.Tests.Agents;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Security.Jwt;

/// <summary>A scheme that could never accept anybody ends the process before it listens, with the setting's name.</summary>
public sealed class WrongSettingTests
{
    private const string Scheme = "Agent:Security:Schemes:jwt:";

    [Theory]
    [InlineData("bearer", "Issuer", "")]
    [InlineData("bearer", "Issuer", "login.example.com")]
    [InlineData("bearer", "Issuer", "ftp://login.example.com")]
    [InlineData("bearer", "Issuer", "https://user:secret@login.example.com")]
    [InlineData("bearer", "Audiences:0", "")]
    [InlineData("bearer", "JwksUrl", "/keys")]
    [InlineData("bearer", "ClockSkew", "-00:00:01")]
    [InlineData("bearer", "ClockSkew", "01:00:00")]
    [InlineData("bearer", "TenantClaim", "")]
    [InlineData("oauth2", "MetadataUrl", "metadata")]
    [InlineData("openIdConnect", "OpenIdConnectUrl", "discovery")]
    public async Task A_wrong_setting_is_named(string type, string setting, string value)
    {
        var wrong = await FailsAsync(Settings(type, (setting, value)));

        Assert.Contains(Scheme + setting.Split(':')[0], wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_audience_is_named()
    {
        var wrong = await FailsAsync([.. Settings("bearer").Where(static setting => !setting.Key.Contains("Audiences", StringComparison.Ordinal))]);

        Assert.Contains(Scheme + "Audiences:0", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metadata_at_an_address_of_its_own_needs_the_issuer()
    {
        var wrong = await FailsAsync(Settings("oauth2", ("Issuer", ""), ("MetadataUrl", "https://login.example.com/metadata")));

        Assert.Contains(Scheme + "Issuer", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_issuer_that_is_only_a_name_needs_the_address_of_its_keys()
    {
        await using var host = await AgentHost.StartAsync<ScriptedAgent>(configure: null, Settings("bearer", ("Issuer", "the-issuer"), ("JwksUrl", "https://127.0.0.1:1/keys")));

        Assert.NotNull(host);
    }

    [Theory]
    [InlineData("Production", "http://login.example.com", false)]
    [InlineData("Production", "http://localhost:5001", true)]
    [InlineData("Production", "https://127.0.0.1:1", true)]
    [InlineData("Development", "http://login.test:5001", true)]
    public void Plain_HTTP_is_for_this_machine_and_for_development(string environment, string issuer, bool isAllowed)
    {
        var development = environment == "Development";

        Assert.Equal(isAllowed, Server.Security.Jwt.IssuerAddress.IsAllowed(new Uri(issuer), development));
    }

    private static (string Key, string Value)[] Settings(string type, params (string Key, string Value)[] changed)
    {
        var settings = new Dictionary<string, string>
        {
            ["Type"] = type,
            ["Issuer"] = "https://127.0.0.1:1",
            ["Audiences:0"] = TokenDraft.Audience,
        };
        if (type == "oauth2")
        {
            (settings["Flow"], settings["TokenUrl"]) = ("clientCredentials", "https://login.example.com/token");
        }

        foreach (var (key, value) in changed)
        {
            settings[key] = value;
        }

        return [.. settings.Select(static setting => (Scheme + setting.Key, setting.Value))];
    }

    private static async Task<AgentConfigurationException> FailsAsync((string Key, string Value)[] settings) =>
        await Assert.ThrowsAsync<AgentConfigurationException>(() => AgentHost.StartAsync<ScriptedAgent>(configure: null, settings));
}
