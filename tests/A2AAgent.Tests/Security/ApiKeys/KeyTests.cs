using A2AAgent.Protocol;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.Security.Access;

namespace A2AAgent.Tests.Security.ApiKeys;

/// <summary>What an agent with API keys does not start with.</summary>
public sealed class KeyTests
{
    private const string Keys = "Agent:Security:Schemes:key:Keys";

    [Theory]
    [InlineData("", "", Keys)]
    [InlineData(Keys + ":a:Tenant", "acme", Keys + ":a")]
    [InlineData(Keys + ":a:Value", "tooshort", Keys + ":a:Value")]
    [InlineData(Keys + ":a:Sha256", "0123456789abcdef0123456789abcdef", Keys + ":a:Sha256")]
    [InlineData("Agent:Security:Schemes:key:KeysFile", "/no/such/file", "Agent:Security:Schemes:key:KeysFile")]
    public async Task A_key_that_could_never_be_used_is_named(string setting, string value, string named)
    {
        var wrong = await Assert.ThrowsAsync<AgentConfigurationException>(() => AgentHost.StartAsync<GuardedAgent>(configure: null,
            ("Agent:Security:Schemes:badge:Keys:any:Value", Guarded.Badge), (setting.Length == 0 ? "Agent:Security:AllowAnonymous" : setting, value.Length == 0 ? "true" : value)));

        Assert.Contains(named, wrong.Message, StringComparison.Ordinal);
        if (!value.StartsWith('/'))
        {
            Assert.DoesNotContain(value.Length == 0 ? "tooshort" : value, wrong.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_scheme_without_keys_is_named_even_if_nothing_demands_it()
    {
        var wrong = await Assert.ThrowsAsync<AgentConfigurationException>(() => Guarded.StartAsync(("Agent:Security:Schemes:spare:Type", "apiKey")));

        Assert.Contains("Agent:Security:Schemes:spare:Keys", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_both_as_a_hash_and_as_itself_is_refused()
    {
        var wrong = await Assert.ThrowsAsync<AgentConfigurationException>(() => Guarded.StartAsync((Keys + ":alice:Sha256", new string('0', 64))));

        Assert.Contains("either Sha256", wrong.Message, StringComparison.Ordinal);
    }
}
