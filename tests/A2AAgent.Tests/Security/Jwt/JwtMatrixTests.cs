using System.Text.Json.Nodes;
using A2AAgent.Tests.Security.Matrix;

namespace A2AAgent.Tests.Security.Jwt;

/// <summary>Tokens in the matrix: each kind of scheme that takes them, on every binding.</summary>
public sealed class JwtMatrixTests(ITestOutputHelper output)
{
    private const string Scheme = "Agent:Security:Schemes:jwt:";

    [Theory]
    [InlineData("bearer")]
    [InlineData("oauth2")]
    [InlineData("openIdConnect")]
    public async Task A_token_means_the_same_on_every_binding(string type)
    {
        await using var issuer = await TestIssuer.StartAsync();

        await MatrixTests.CheckAsync(new SchemeCase($"token, {type}", [.. Settings(type, issuer)], Credentials(issuer)), output);
    }

    private static IEnumerable<(string Key, string Value)> Settings(string type, TestIssuer issuer)
    {
        yield return (Scheme + "Type", type);
        yield return (Scheme + "Audiences:0", TokenDraft.Audience);
        yield return type == "openIdConnect" ? (Scheme + "OpenIdConnectUrl", issuer.Url + TestIssuer.OpenIdPath) : (Scheme + "Issuer", issuer.Url);
        if (type == "oauth2")
        {
            yield return (Scheme + "Flow", "clientCredentials");
            yield return (Scheme + "TokenUrl", issuer.Url + "/token");
        }

        yield return ("Agent:Security:Requirements:0:jwt:0", "tasks");
    }

    private static Credential[] Credentials(TestIssuer issuer)
    {
        var key = issuer.Key;
        var expired = issuer.Draft().With("scope", "tasks").With("exp", 1_700_000_000).Sign(key);
        return
        [
            new("none", 401, static _ => { }),
            Bearer("right", 200, Good(issuer).Sign(key)),
            Bearer("right, scopes in an array", 200, issuer.Draft().With("scp", new JsonArray("tasks", "other")).Sign(key)),
            Bearer("right, of a client", 200, Good(issuer).Without("sub").With("client_id", "batch").Sign(key)),
            new("right, scheme in another letter case", 200, message => message.Headers.TryAddWithoutValidation("Authorization", $"bEARER {Good(issuer).Sign(key)}")),
            Bearer("without the scope", 403, issuer.Draft().With("scope", "tasks.read").Sign(key)),
            Bearer("expired", 401, expired),
            Bearer("not yet valid", 401, Good(issuer).With("nbf", 4_000_000_000).Sign(key)),
            Bearer("for another audience", 401, Good(issuer).With("aud", "https://other.example.com").Sign(key)),
            Bearer("of another issuer", 401, Good(issuer).With("iss", "https://other.example.com").Sign(key)),
            Bearer("unsigned", 401, $"{TokenDraft.Encode("""{"alg":"none"}""")}.{TokenDraft.Encode(Good(issuer).Claims.ToJsonString())}."),
            Bearer("signed by HMAC with the public key", 401, TokenDraft.SignWithSecret(Good(issuer).Claims.ToJsonString(), key.Id, key.Public)),
            Bearer("signed with an unknown key", 401, Good(issuer).Sign(TestKey.Make())),
            Bearer("signed with another key", 401, Good(issuer).Sign(TestKey.Make(id: key.Id))),
            Bearer("oversized", 401, Good(issuer).With("x", new string('x', 9_300)).Sign(key)),
            Bearer("garbage", 401, "garbage"),
            Bearer("empty", 401, ""),
            new("under another scheme", 401, message => message.Headers.TryAddWithoutValidation("Authorization", $"Basic {Good(issuer).Sign(key)}")),
            new("in the query", 401, message => ApiKeyCases.AddQuery(message, "access_token", Good(issuer).Sign(key))),
        ];
    }

    private static TokenDraft Good(TestIssuer issuer) => issuer.Draft().With("scope", "other tasks");

    private static Credential Bearer(string name, int status, string token) =>
        new(name, status, message => message.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}"));
}
