using System.Text.Json;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Cards.Extended;

/// <summary>The extended card on every binding, of agents that let anybody call.</summary>
public abstract class ExtendedCardContract
{
    private const string PublicPath = "/.well-known/agent-card.json";

    private protected abstract IBindingClient Connect(AgentHost host);

    [Fact]
    public async Task An_extended_skill_is_on_the_extended_card_and_leaves_no_trace_on_the_public_one()
    {
        await using var host = await AgentHost.StartAsync<LedgerAgent>(configure: null);

        var extended = await Connect(host).CallAsync("GetExtendedAgentCard");
        var known = await PublicCardAsync(host);

        Assert.Equal(["balance", "audit"], Skills(extended));
        Assert.Contains("\"audit\":{\"input\":", extended.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(["balance"], Skills(known));
        Assert.DoesNotContain("audit", known.GetRawText(), StringComparison.Ordinal);
        Assert.True(known.GetProperty("capabilities").GetProperty("extendedAgentCard").GetBoolean());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("https://agents.example.com/ledger")]
    public async Task It_names_the_interfaces_of_the_public_card(string? publicUrl)
    {
        await using var host = await AgentHost.StartAsync<LedgerAgent>(configure: null, ("Agent:PublicUrl", publicUrl ?? ""));

        var extended = await Connect(host).CallAsync("GetExtendedAgentCard");

        Assert.Equal(
            (await PublicCardAsync(host)).GetProperty("supportedInterfaces").GetRawText(),
            extended.GetProperty("supportedInterfaces").GetRawText());
    }

    [Fact]
    public async Task It_may_be_called_like_any_other_skill()
    {
        await using var host = await AgentHost.StartAsync<LedgerAgent>(configure: null);

        var answer = await Connect(host).CallAsync("SendMessage", TestJson.Request("audit", [new { data = new { left = 2, right = 3 } }]));

        Assert.Equal(5, answer.GetProperty("task").GetProperty("artifacts")[0].GetProperty("parts")[0].GetProperty("data").GetProperty("value").GetInt32());
    }

    [Fact]
    public async Task A_message_that_names_no_skill_goes_to_the_only_one_that_everybody_knows()
    {
        await using var host = await AgentHost.StartAsync<LedgerAgent>(configure: null);

        var answer = await Connect(host).CallAsync("SendMessage", TestJson.Request(null, [new { text = "travel" }]));

        Assert.Equal("travel: 7", answer.GetProperty("task").GetProperty("artifacts")[0].GetProperty("parts")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_file_adds_to_the_card()
    {
        using var file = new CardFile("""
            {
              "description": "Keeps the books of Acme",
              "documentationUrl": "https://docs.acme.example/ledger",
              "provider": { "organization": "Acme", "url": "https://acme.example" },
              "skills": [
                { "id": "echo", "name": "Echo", "description": "Says it again", "tags": ["acme"] },
                { "id": "close-year", "name": "Close Year", "description": "Ask for it in words", "tags": ["year"] }
              ]
            }
            """);
        await using var host = await AgentHost.StartAsync(file.Setting);

        var extended = await Connect(host).CallAsync("GetExtendedAgentCard");
        var known = await PublicCardAsync(host);

        Assert.Equal("Keeps the books of Acme", extended.GetProperty("description").GetString());
        Assert.Equal("https://docs.acme.example/ledger", extended.GetProperty("documentationUrl").GetString());
        Assert.Equal("Acme", extended.GetProperty("provider").GetProperty("organization").GetString());
        Assert.Equal(Skills(known).Where(static id => id != "echo").Concat(["echo", "close-year"]), Skills(extended));
        Assert.Equal("Scripted Agent", extended.GetProperty("name").GetString());
        Assert.True(known.GetProperty("capabilities").GetProperty("extendedAgentCard").GetBoolean());
        Assert.DoesNotContain("Acme", known.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_file_that_adds_nothing_is_as_if_nothing_were_configured()
    {
        using var file = new CardFile("{}");
        await using var host = await AgentHost.StartAsync(file.Setting);

        var error = await Assert.ThrowsAsync<BindingError>(() => Connect(host).CallAsync("GetExtendedAgentCard"));

        Assert.Equal("EXTENDED_AGENT_CARD_NOT_CONFIGURED", error.Reason);
    }

    [Fact]
    public async Task It_takes_the_version_of_the_protocol_as_every_operation_does()
    {
        await using var host = await AgentHost.StartAsync<LedgerAgent>(configure: null);

        var error = await Assert.ThrowsAsync<BindingError>(() => Connect(host).CallAsync("GetExtendedAgentCard", headers: new CallHeaders(Version: null)));

        Assert.Equal("VERSION_NOT_SUPPORTED", error.Reason);
    }

    private static async Task<JsonElement> PublicCardAsync(AgentHost host) =>
        JsonElement.Parse(await host.Client.GetStringAsync(PublicPath, TestContext.Current.CancellationToken));

    private static IEnumerable<string> Skills(JsonElement card) =>
        card.GetProperty("skills").EnumerateArray().Select(static skill => skill.GetProperty("id").GetString()!);
}

public sealed class JsonRpcExtendedCard : ExtendedCardContract
{
    private protected override IBindingClient Connect(AgentHost host) => new JsonRpcClient(host);
}

public sealed class HttpJsonExtendedCard : ExtendedCardContract
{
    private protected override IBindingClient Connect(AgentHost host) => new HttpJsonClient(host);
}

public sealed class GrpcExtendedCard : ExtendedCardContract
{
    private protected override IBindingClient Connect(AgentHost host) => new GrpcClient(host);
}
