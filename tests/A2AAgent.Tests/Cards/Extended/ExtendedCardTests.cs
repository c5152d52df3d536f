using System.Net;
using System.Text.Json;
using A2AAgent.Protocol;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.V03;

namespace A2AAgent.Tests.Cards.Extended;

/// <summary>What is the extended card's on single bindings, and its file.</summary>
public sealed class ExtendedCardTests
{
    [Theory]
    [InlineData("/extendedAgentCard")]
    [InlineData("/acme/extendedAgentCard")]
    public async Task No_cache_keeps_the_card_of_one_caller_for_another(string path)
    {
        await using var host = await AgentHost.StartAsync<LedgerAgent>(configure: null);

        using var response = await host.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.True(response.IsSuccessStatusCode);
        Assert.True(response.Headers.CacheControl is { Private: true, NoStore: true }, $"{response.Headers.CacheControl}");
        Assert.Null(response.Headers.ETag);
    }

    [Fact]
    public async Task Below_a_path_the_card_names_the_path()
    {
        await using var host = await AgentHost.StartAsync<LedgerAgent>("/books");

        using var response = await host.GetAsync("/books/extendedAgentCard", TestContext.Current.CancellationToken);

        var card = JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal($"{host.Url}books/", card.GetProperty("supportedInterfaces")[0].GetProperty("url").GetString());
    }

    [Fact]
    public async Task A_client_of_0_3_gets_it_with_the_fields_that_it_knows()
    {
        await using var host = await V03Host.StartAsync<LedgerAgent>();

        var card = await host.CallAsync("agent/getAuthenticatedExtendedCard");

        Assert.Equal(["balance", "audit"], card.GetProperty("skills").EnumerateArray().Select(static skill => skill.Text("id")));
        Assert.Equal(("0.3.0", $"{host.Agent.Url}"), (card.Text("protocolVersion"), card.Text("url")));
        Assert.True(card.GetProperty("supportsAuthenticatedExtendedCard").GetBoolean());
    }

    [Fact]
    public async Task An_error_about_a_skill_lists_the_extended_ones_for_who_may_call_them()
    {
        await using var host = await V03Host.StartAsync<LedgerAgent>();

        var error = await Assert.ThrowsAsync<V03Error>(() => host.CallAsync("message/send", V03Json.Send("sell", "x")));

        Assert.EndsWith("'sell' is not a skill of this agent; it has balance, audit", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "an object")]
    [InlineData("{", "cannot be used")]
    [InlineData("""{ "name": "Other" }""", "'name'")]
    [InlineData("""{ "skills": {} }""", "'skills'")]
    [InlineData("""{ "description": 7 }""", "description is not a string")]
    [InlineData("""{ "provider": { "organization": "Acme" } }""", "provider is wrong: url")]
    [InlineData("""{ "skills": [{ "id": "a", "description": "A", "tags": ["a"] }] }""", "skills[0] is wrong: name")]
    [InlineData("""{ "skills": [{ "id": "a", "name": "A", "description": "A" }, { "id": "a", "name": "A", "description": "A" }] }""", "'a' twice")]
    public async Task A_file_that_is_wrong_keeps_the_agent_from_starting(string json, string problem)
    {
        using var file = new CardFile(json);

        var wrong = await Assert.ThrowsAsync<AgentConfigurationException>(() => AgentHost.StartAsync(file.Setting));

        Assert.Contains("Agent:Card:Extended:File", wrong.Message, StringComparison.Ordinal);
        Assert.Contains(file.Setting.Value, wrong.Message, StringComparison.Ordinal);
        Assert.Contains(problem, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_keeps_the_agent_from_starting()
    {
        var wrong = await Assert.ThrowsAsync<AgentConfigurationException>(() => AgentHost.StartAsync(("Agent:Card:Extended:File", "/nowhere/card.json")));

        Assert.Contains("/nowhere/card.json", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Skills_of_a_file_are_for_who_satisfies_what_they_demand()
    {
        using var file = new CardFile("""
            { "skills": [
                { "id": "balance", "name": "Balance", "description": "For auditors", "tags": ["b"], "securityRequirements": [{ "schemes": { "key": { "list": ["audit"] } } }] },
                { "id": "audit", "name": "Audit", "description": "Listed only with the skill itself", "tags": ["a"] },
                { "id": "close", "name": "Close", "description": "For everybody", "tags": ["c"] }
            ] }
            """);
        await using var host = await AgentHost.StartAsync<GuardedLedgerAgent>(configure: null, [.. GuardedLedgerAgent.Keys, file.Setting]);

        Assert.Equal(["balance: Says how much is left", "close: For everybody"], await SkillsAsync(host, GuardedLedgerAgent.Clerk));
        Assert.Equal(["balance: For auditors", "audit: Listed only with the skill itself", "close: For everybody"], await SkillsAsync(host, GuardedLedgerAgent.Auditor));
    }

    [Fact]
    public async Task Where_anonymous_callers_are_let_in_the_extended_card_still_takes_a_credential()
    {
        await using var host = await AgentHost.StartAsync<GuardedLedgerAgent>(
            configure: null, [.. GuardedLedgerAgent.Keys, ("Agent:Security:Requirements:0:key", ""), ("Agent:Security:Requirements:1", "")]);

        using var anonymous = await host.GetAsync("/extendedAgentCard", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
        Assert.NotEmpty(anonymous.Headers.WwwAuthenticate);
        Assert.Equal(["balance: Says how much is left"], await SkillsAsync(host, GuardedLedgerAgent.Clerk));
    }

    [Fact]
    public async Task A_file_that_names_an_unknown_scheme_keeps_the_agent_from_starting()
    {
        using var file = new CardFile("""
            { "skills": [{ "id": "a", "name": "A", "description": "A", "tags": ["a"], "securityRequirements": [{ "schemes": { "kye": {} } }] }] }
            """);

        var wrong = await Assert.ThrowsAsync<AgentConfigurationException>(
            () => AgentHost.StartAsync<GuardedLedgerAgent>(configure: null, [.. GuardedLedgerAgent.Keys, file.Setting]));

        Assert.Contains("Agent:Card:Extended:File: skill a names the scheme 'kye'", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_changes_is_read_again()
    {
        using var file = new CardFile("""{ "description": "Before" }""");
        await using var host = await AgentHost.StartAsync<LedgerAgent>(configure: null, file.Setting, ("Agent:Security:ReloadInterval", "00:00:00.02"));
        Assert.Equal("Before", (await CardAsync(host)).Text("description"));

        file.Write("""{ "description": "After" }""");
        while ((await CardAsync(host)).Text("description") != "After")
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Contains(host.Logs.Entries, static entry => entry.Text == "Agent:Card:Extended:File changed and is in use");
    }

    private static async Task<JsonElement> CardAsync(AgentHost host, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/extendedAgentCard");
        request.Headers.Add("A2A-Version", "1.0");
        request.Headers.Add("X-API-Key", key ?? "none");
        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<IEnumerable<string>> SkillsAsync(AgentHost host, string key) =>
        (await CardAsync(host, key)).GetProperty("skills").EnumerateArray().Select(static skill => $"{skill.Text("id")}: {skill.Text("description")}");
}
