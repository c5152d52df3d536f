using System.Text.Json;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Cards.Extended;

/// <summary>What callers of different rights see of an extended skill, on every binding.</summary>
public abstract class GuardedCardContract : IAsyncLifetime
{
    private AgentHost? _host;
    private IBindingClient? _client;

    private IBindingClient Client => _client!;

    private protected abstract IBindingClient Connect(AgentHost host);

    public async ValueTask InitializeAsync()
    {
        _host = await AgentHost.StartAsync<GuardedLedgerAgent>(configure: null, GuardedLedgerAgent.Keys);
        _client = Connect(_host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host!.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Who_may_call_a_skill_finds_it_on_the_extended_card()
    {
        var card = await Client.CallAsync("GetExtendedAgentCard", headers: With(GuardedLedgerAgent.Auditor));

        Assert.Equal(["balance", "audit"], Skills(card));
        Assert.Equal(
            """[{"schemes":{"key":{"list":["audit"]}}}]""",
            card.GetProperty("skills")[1].GetProperty("securityRequirements").GetRawText());
    }

    [Fact]
    public async Task Who_may_not_finds_no_trace_of_it()
    {
        await Client.CallAsync("GetExtendedAgentCard", headers: With(GuardedLedgerAgent.Auditor));

        var card = await Client.CallAsync("GetExtendedAgentCard", headers: With(GuardedLedgerAgent.Clerk));

        Assert.Equal(["balance"], Skills(card));
        Assert.DoesNotContain("audit", card.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_not_known_gets_none()
    {
        var error = await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("GetExtendedAgentCard"));

        Assert.Equal("UNAUTHENTICATED", error.Reason);
    }

    [Fact]
    public async Task Who_may_call_it_can()
    {
        var answer = await Client.CallAsync("SendMessage", Audit(), With(GuardedLedgerAgent.Auditor));

        Assert.Equal("TASK_STATE_COMPLETED", answer.GetProperty("task").State());
    }

    [Theory]
    [InlineData("audit")]
    [InlineData("rob")]
    public async Task For_who_may_not_call_it_it_does_not_exist(string skill)
    {
        var error = await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("SendMessage", Audit(skill), With(GuardedLedgerAgent.Clerk)));

        Assert.Equal("INVALID_PARAMS", error.Reason);
        Assert.EndsWith($"'{skill}' is not a skill of this agent; it has balance", error.Message, StringComparison.Ordinal);
    }

    private static object Audit(string skill = "audit") => TestJson.Request(skill, [new { data = new { left = 2, right = 3 } }]);

    private static CallHeaders With(string key) => new(Credential: message => message.Headers.Add("X-API-Key", key));

    private static IEnumerable<string> Skills(JsonElement card) =>
        card.GetProperty("skills").EnumerateArray().Select(static skill => skill.GetProperty("id").GetString()!);
}

public sealed class JsonRpcGuardedCard : GuardedCardContract
{
    private protected override IBindingClient Connect(AgentHost host) => new JsonRpcClient(host);
}

public sealed class HttpJsonGuardedCard : GuardedCardContract
{
    private protected override IBindingClient Connect(AgentHost host) => new HttpJsonClient(host);
}

public sealed class GrpcGuardedCard : GuardedCardContract
{
    private protected override IBindingClient Connect(AgentHost host) => new GrpcClient(host);
}
