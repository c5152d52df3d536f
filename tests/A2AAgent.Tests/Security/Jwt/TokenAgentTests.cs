using System.Net;
using System.Text.Json;
using A2AAgent.Tests.Contract;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Security.Jwt;

/// <summary>What an agent says to those who bring tokens.</summary>
public sealed class TokenAgentTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refused_token_is_answered_with_the_reason()
    {
        await using var agent = await TokenAgent.StartAsync();

        using var response = await agent.SendAsync(agent.Issuer.Draft().With("exp", 1_700_000_000));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(
            "Bearer realm=\"Scripted Agent\", error=\"invalid_token\", error_description=\"The token expired at 2023-11-14T22:13:20Z\"",
            response.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task A_request_without_token_is_told_to_bring_one_and_of_no_error()
    {
        await using var agent = await TokenAgent.StartAsync();

        using var response = await agent.Host.GetAsync("/tasks", Token);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer realm=\"Scripted Agent\"", response.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task A_token_without_the_scope_is_told_which()
    {
        await using var agent = await TokenAgent.StartAsync(null, ("Agent:Security:Requirements:0:jwt:0", "expenses.read"));

        using var response = await agent.SendAsync(agent.Issuer.Draft().With("scope", "expenses.write"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("error=\"insufficient_scope\", scope=\"expenses.read\"", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_authorization_headers_are_refused()
    {
        await using var agent = await TokenAgent.StartAsync();
        var token = agent.Issuer.Draft().Sign(agent.Issuer.Key);
        using var message = new HttpRequestMessage(HttpMethod.Get, "/tasks");
        message.Headers.Add("A2A-Version", "1.0");
        message.Headers.TryAddWithoutValidation("Authorization", [$"Bearer {token}", $"Bearer {token}"]);

        using var response = await agent.Host.Client.SendAsync(message, Token);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task While_no_keys_can_be_had_callers_are_told_to_try_again_and_the_token_is_not_called_invalid()
    {
        await using var agent = await TokenAgent.StartAsync(null, (TokenAgent.Scheme + "JwksUrl", "http://127.0.0.1:1/keys"));

        using var message = new HttpRequestMessage(HttpMethod.Get, "/tasks");
        As(agent, "alice", null).AddTo(message);
        using var response = await agent.Host.Client.SendAsync(message, Token);
        using var other = await agent.Host.GetAsync("/.well-known/agent-card.json", Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
        Assert.Empty(response.Headers.WwwAuthenticate);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Keys_are_there_before_the_first_token()
    {
        await using var agent = await TokenAgent.StartAsync();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (!agent.Host.Logs.Entries.Any(static log => log.Text.Contains("keys of issuer", StringComparison.Ordinal)))
        {
            await Task.Delay(10, patience.Token);
        }

        await agent.Issuer.DownAsync();

        Assert.Equal(HttpStatusCode.OK, await agent.StatusAsync(agent.Issuer.Draft().Sign(agent.Issuer.Key)));
    }

    [Fact]
    public async Task A_connection_that_has_shown_a_good_token_is_not_trusted_for_it()
    {
        var time = new SteppedTime();
        await using var agent = await TokenAgent.StartAsync(builder => builder.Services.AddSingleton<TimeProvider>(time));
        using var caller = await PipelinedCaller.OpenAsync(agent.Host.Url);
        var good = agent.Issuer.Draft(time).Sign(agent.Issuer.Key);
        var changed = good[..^4] + "AAAA";

        Assert.Equal(["200", "200", "401", "200", "200"], await caller.CallAsync([good, good, changed, good, good]));
        time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(["401", "401"], await caller.CallAsync([good, good]));
    }

    [Fact]
    public async Task A_task_belongs_to_the_subject_within_its_tenant()
    {
        await using var agent = await TokenAgent.StartAsync();
        var alice = new HttpJsonClient(agent.Host);
        var created = await alice.CallAsync("SendMessage", TestJson.Text("echo", "x"), As(agent, "alice", "acme"));
        var id = created.GetProperty("task").GetProperty("id").GetString();

        Assert.Equal(id, (await alice.CallAsync("GetTask", new { id }, As(agent, "alice", "acme"))).GetProperty("id").GetString());
        foreach (var (subject, tenant) in new[] { ("bob", "acme"), ("alice", "globex"), ("alice", null) })
        {
            var error = await Assert.ThrowsAsync<BindingError>(() => alice.CallAsync("GetTask", new { id }, As(agent, subject, tenant)));
            Assert.Equal("TASK_NOT_FOUND", error.Reason);
        }
    }

    [Fact]
    public async Task Nothing_of_a_token_reaches_answers_or_log()
    {
        await using var agent = await TokenAgent.StartAsync();
        const string Secret = "Kx7-secret-marker";
        var tokens = new[]
        {
            agent.Issuer.Draft().With("iss", Secret).Sign(agent.Issuer.Key),
            agent.Issuer.Draft().With("sub", Secret).Sign(TestKey.Make(id: Secret)),
            Secret,
            $"{Secret}.{Secret}.{Secret}",
        };

        foreach (var token in tokens)
        {
            using var response = await agent.SendAsync(token);
            var answer = $"{await response.Content.ReadAsStringAsync(Token)} {response.Headers}";
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.DoesNotContain(Secret, answer, StringComparison.Ordinal);
            Assert.DoesNotContain(token.Split('.')[^1], answer, StringComparison.Ordinal);
        }

        Assert.All(agent.Host.Logs.Entries, log =>
        {
            var text = log.Text + log.Exception;
            Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
            Assert.All(tokens, token => Assert.DoesNotContain(token.Split('.')[^1], text, StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task The_card_tells_clients_where_tokens_come_from()
    {
        await using var agent = await TokenAgent.StartAsync(null,
            ("Agent:Security:Schemes:code:Type", "oauth2"), ("Agent:Security:Schemes:code:Flow", "authorizationCode"),
            ("Agent:Security:Schemes:code:AuthorizationUrl", "https://login.example.com/authorize"), ("Agent:Security:Schemes:code:TokenUrl", "https://login.example.com/token"),
            ("Agent:Security:Schemes:code:Issuer", "https://login.example.com"), ("Agent:Security:Schemes:code:Audiences:0", "a"),
            ("Agent:Security:Schemes:code:Scopes:expenses.read", "Read expenses"),
            ("Agent:Security:Schemes:device:Type", "oauth2"), ("Agent:Security:Schemes:device:Flow", "deviceCode"),
            ("Agent:Security:Schemes:device:DeviceAuthorizationUrl", "https://login.example.com/device"), ("Agent:Security:Schemes:device:TokenUrl", "https://login.example.com/token"),
            ("Agent:Security:Schemes:device:Issuer", "https://login.example.com"), ("Agent:Security:Schemes:device:Audiences:0", "a"),
            ("Agent:Security:Schemes:client:Type", "oauth2"), ("Agent:Security:Schemes:client:Flow", "clientCredentials"),
            ("Agent:Security:Schemes:client:TokenUrl", "https://login.example.com/token"),
            ("Agent:Security:Schemes:client:MetadataUrl", "https://login.example.com/.well-known/oauth-authorization-server"), ("Agent:Security:Schemes:client:Audiences:0", "a"),
            ("Agent:Security:Requirements:0:jwt", ""));

        using var response = await agent.Host.GetAsync("/.well-known/agent-card.json", Token);
        var schemes = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token)).RootElement.GetProperty("securitySchemes");

        Assert.Equal(
            """{"oauth2SecurityScheme":{"flows":{"authorizationCode":{"authorizationUrl":"https://login.example.com/authorize","tokenUrl":"https://login.example.com/token","scopes":{"expenses.read":"Read expenses"},"pkceRequired":true}}}}""",
            schemes.GetProperty("code").GetRawText());
        Assert.Equal(
            """{"oauth2SecurityScheme":{"flows":{"deviceCode":{"deviceAuthorizationUrl":"https://login.example.com/device","tokenUrl":"https://login.example.com/token","scopes":{}}}}}""",
            schemes.GetProperty("device").GetRawText());
        Assert.Equal(
            """{"oauth2SecurityScheme":{"flows":{"clientCredentials":{"tokenUrl":"https://login.example.com/token","scopes":{}}},"oauth2MetadataUrl":"https://login.example.com/.well-known/oauth-authorization-server"}}""",
            schemes.GetProperty("client").GetRawText());
    }

    private static CallHeaders As(TokenAgent agent, string subject, string? tenant)
    {
        var token = agent.Issuer.Draft().With("sub", subject).With("tenant", tenant).Sign(agent.Issuer.Key);
        return new CallHeaders(Credential: message => message.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}"));
    }
}
