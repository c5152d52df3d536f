using A2AAgent.Client.Auth;
using A2AAgent.Protocol;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.Security.Jwt;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Tests.Client.Auth;

public sealed class OAuthTests : IAsyncLifetime
{
    private const string Scheme = "Agent:Security:Schemes:oauth:";

    private TokenServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TokenServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("oauth2", false)]
    [InlineData("oauth2", true)]
    [InlineData("openIdConnect", false)]
    public async Task A_token_is_got_for_the_scopes_that_the_card_requires(string type, bool inBody)
    {
        await using var host = await AgentAsync(type);
        using var credentials = Credentials(inBody: inBody);

        Assert.Equal("hello", await Calls.SendAsync(host, credentials));

        var asked = Assert.Single(_server.Asked);
        Assert.Equal("tasks", asked["scope"]);
        Assert.Equal(inBody, asked.ContainsKey("client_secret"));
    }

    [Fact]
    public async Task Calls_at_the_same_time_and_afterwards_share_a_token()
    {
        await using var host = await AgentAsync("oauth2");
        using var client = Calls.Client(host, Credentials());

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Calls.SendAsync(client)));
        await Calls.SendAsync(client);

        Assert.Single(_server.Asked);
    }

    [Fact]
    public async Task A_token_is_renewed_before_it_ends_while_calls_go_on_with_it()
    {
        var time = new SteppedTime();
        await using var host = await AgentAsync("oauth2");
        using var client = Calls.Client(host, Credentials(time));
        await Calls.SendAsync(client);
        var gate = new TaskCompletionSource();
        _server.Gate = gate.Task;

        time.Advance(TimeSpan.FromSeconds(3600 - 61));
        await Calls.SendAsync(client);
        Assert.Single(_server.Asked);
        time.Advance(TimeSpan.FromSeconds(2));
        await Calls.SendAsync(client);
        gate.SetResult();

        await WaitUntilAsync(() => _server.Asked.Count == 2);
        time.Advance(TimeSpan.FromSeconds(120));
        await Calls.SendAsync(client);
        Assert.Equal(2, _server.Asked.Count);
    }

    [Fact]
    public async Task A_token_that_the_agent_refuses_is_replaced_once()
    {
        var time = new SteppedTime();
        await using var host = await AgentAsync("oauth2");
        using var client = Calls.Client(host, Credentials(time));
        await Calls.SendAsync(client);
        var key = TestKey.Make();

        // As when the authorization server has new keys and the old ones are revoked: tokens signed with the old key are refused from now on.
        time.Advance(TimeSpan.FromSeconds(30));
        _server.Scope = "nothing";
        _server.Answer = http => http.Response.WriteAsync($$"""{"access_token":"{{_server.Issuer.Draft().With("scope", "tasks").Sign(key)}}","token_type":"Bearer","expires_in":3600}""");
        using var other = Calls.Client(host, Credentials(time));
        var failure = await Assert.ThrowsAsync<RemoteAgentException>(() => Calls.SendAsync(other));

        Assert.Equal("UNAUTHENTICATED", failure.Error.Reason);
        Assert.Equal(2, _server.Asked.Count);
        time.Advance(TimeSpan.FromSeconds(30));
        _server.Answer = null;
        _server.Scope = null;
        Assert.Equal("hello", await Calls.SendAsync(other));
        Assert.Equal(3, _server.Asked.Count);
    }

    [Theory]
    [InlineData(401, """{"error":"invalid_client","error_description":"hunter2"}""", "answers 401 (invalid_client)", false)]
    [InlineData(503, "<html>hunter2</html>", "answers 503", true)]
    [InlineData(200, """{"token_type":"Bearer"}""", "has no access_token", false)]
    [InlineData(200, """{"access_token":"hunter2","token_type":"mac"}""", "is no bearer token", false)]
    [InlineData(200, "hunter2", "has no access_token", false)]
    [InlineData(302, "hunter2", "answers 302", false)]
    public async Task A_server_that_gives_no_token_is_named_and_its_answer_is_not(int status, string body, string expected, bool isTransient)
    {
        _server.Answer = http =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.Location = "http://127.0.0.1:1/";
            return http.Response.WriteAsync(body);
        };
        await using var host = await AgentAsync("oauth2");
        using var credentials = Credentials();

        var failure = await Calls.RefusedAsync(host, credentials);

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(TokenServer.ClientSecret, failure.ToString(), StringComparison.Ordinal);
        Assert.Equal(RequestDelivery.NotSent, failure.Delivery);
        Assert.Equal(isTransient, failure.IsTransient);
    }

    [Fact]
    public async Task A_server_that_is_down_is_named()
    {
        await using var host = await AgentAsync("oauth2");
        await _server.Issuer.DownAsync();
        using var credentials = Credentials();

        var failure = await Calls.RefusedAsync(host, credentials);

        Assert.Contains("the token end point at 127.0.0.1 cannot be reached", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.IsTransient);
    }

    [Fact]
    public async Task The_secret_goes_nowhere_without_TLS_but_to_this_machine()
    {
        await using var host = await AgentAsync("oauth2", "http://login.example.com/token");
        using var credentials = Credentials();

        var failure = await Calls.RefusedAsync(host, credentials);

        Assert.Contains("the token end point of the scheme 'oauth' must be an https URL", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_in_code_wins_over_that_of_the_card()
    {
        await using var host = await AgentAsync("oauth2", "https://login.invalid/token");
        using var credentials = new AgentCredentials { new OAuthCredential("orchestrator", Secret.Of(TokenServer.ClientSecret)) { TokenUrl = new Uri(_server.TokenUrl), Scopes = ["more"], Parameters = new Dictionary<string, string> { ["audience"] = "agents" } } };

        Assert.Equal("hello", await Calls.SendAsync(host, credentials));

        var asked = Assert.Single(_server.Asked);
        Assert.Equal("more tasks", asked["scope"]);
        Assert.Equal("agents", asked["audience"]);
    }

    [Fact]
    public async Task A_discovery_document_of_another_issuer_is_refused()
    {
        await using var host = await AgentAsync("openIdConnect");
        _server.Issuer.IssuerInMetadata = "https://login.example.com";
        using var credentials = Credentials();

        var failure = await Calls.RefusedAsync(host, credentials);

        Assert.Contains("is that of another issuer", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_server.Asked);
    }

    private static AgentCredentials Credentials(TimeProvider? time = null, bool inBody = false) =>
        new(time) { new OAuthCredential("orchestrator", Secret.Of(TokenServer.ClientSecret)) { SecretInBody = inBody } };

    private static async Task WaitUntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private Task<AgentHost> AgentAsync(string type, string? tokenUrl = null)
    {
        List<(string, string)> settings = [(Scheme + "Type", type), (Scheme + "Audiences:0", TokenDraft.Audience), ("Agent:Security:Requirements:0:oauth:0", "tasks")];
        settings.AddRange(type == "oauth2"
            ? [(Scheme + "Issuer", _server.Url), (Scheme + "Flow", "clientCredentials"), (Scheme + "TokenUrl", tokenUrl ?? _server.TokenUrl)]
            : [(Scheme + "OpenIdConnectUrl", _server.DiscoveryUrl)]);
        return AgentHost.StartAsync([.. settings]);
    }
}
