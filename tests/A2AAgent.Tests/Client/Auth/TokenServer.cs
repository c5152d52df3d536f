using System.Collections.Concurrent;
using System.Text;
using A2AAgent.Tests.Security.Jwt;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Tests.Client.Auth;

/// <summary>An authorization server with a token end point, for a client named <c>orchestrator</c>.</summary>
internal sealed class TokenServer(TestIssuer issuer) : IAsyncDisposable
{
    public const string TokenPath = "/token";
    private const string Secret = "s:3cret & more";

    private readonly ConcurrentQueue<IReadOnlyDictionary<string, string>> _asked = new();
    private int _issued;

    public TestIssuer Issuer => issuer;

    public string Url => issuer.Url;

    public string TokenUrl => Url + TokenPath;

    public string DiscoveryUrl => Url + TestIssuer.OpenIdPath;

    /// <summary>What was asked for: the fields of the forms.</summary>
    public IReadOnlyCollection<IReadOnlyDictionary<string, string>> Asked => _asked;

    /// <summary>Seconds that a token is good, as the answer says.</summary>
    public int ExpiresIn { get; set; } = 3600;

    /// <summary>Answers in the place of the token end point.</summary>
    public RequestDelegate? Answer { get; set; }

    /// <summary>Holds the answers back.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>The scopes that tokens have; null for those that were asked for.</summary>
    public string? Scope { get; set; }

    public static string ClientSecret => Secret;

    public static async Task<TokenServer> StartAsync()
    {
        var server = new TokenServer(await TestIssuer.StartAsync());
        server.Issuer.Answer = server.HandleAsync;
        return server;
    }

    public ValueTask DisposeAsync() => issuer.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        switch (http.Request.Path.Value)
        {
            case TestIssuer.KeysPath:
                await http.Response.WriteAsync($$"""{"keys":[{{string.Join(',', issuer.Published)}}]}""");
                break;
            case TestIssuer.OpenIdPath:
                await http.Response.WriteAsync($$"""{"issuer":"{{issuer.IssuerInMetadata ?? Url}}","jwks_uri":"{{Url + TestIssuer.KeysPath}}","token_endpoint":"{{TokenUrl}}","response_types_supported":["code"]}""");
                break;
            case TokenPath:
                await TokenAsync(http);
                break;
            default:
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    private async Task TokenAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        _asked.Enqueue(form.ToDictionary(static field => field.Key, static field => field.Value.ToString(), StringComparer.Ordinal));
        await Gate;
        if (Answer is { } answer)
        {
            await answer(http);
            return;
        }

        if (form["grant_type"] != "client_credentials" || !IsClient(http.Request, form))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            await http.Response.WriteAsync("""{"error":"invalid_client","error_description":"s:3cret"}""");
            return;
        }

        var number = Interlocked.Increment(ref _issued);
        var draft = issuer.Draft().With("sub", "orchestrator").With("jti", $"token-{number}").With("scope", Scope ?? form["scope"].ToString());
        await http.Response.WriteAsync($$"""{"access_token":"{{draft.Sign(issuer.Key)}}","token_type":"bearer","expires_in":{{ExpiresIn}}}""");
    }

    private static bool IsClient(HttpRequest request, IFormCollection form)
    {
        var basic = Convert.ToBase64String(Encoding.ASCII.GetBytes("orchestrator:s%3A3cret+%26+more"));
        return request.Headers.Authorization == $"Basic {basic}" || (form["client_id"] == "orchestrator" && form["client_secret"] == Secret);
    }
}
