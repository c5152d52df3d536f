using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using A2AAgent.Server.Security.Tls;
using A2AAgent.Tests.Security.Tls;

namespace A2AAgent.Tests.Security.Jwt;

/// <summary>Tokens that only the holder of a key may use (RFC 7800, RFC 8705): a stolen one is worth nothing.</summary>
public sealed class BoundTokenTests
{
    [Fact]
    public async Task A_token_bound_to_a_certificate_is_accepted_from_its_holder_alone()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var agent = await TlsAgent.StartAsync(ClientCertificates.Allow, null,
            (TokenAgent.Scheme + "Type", "bearer"), (TokenAgent.Scheme + "Issuer", issuer.Url), (TokenAgent.Scheme + "Audiences:0", TokenDraft.Audience));
        using var certificate = agent.Root.Issue(new Leaf());
        using var other = agent.Root.Issue(new Leaf());
        var thumbprint = Base64Url.EncodeToString(SHA256.HashData(certificate.RawData));
        var token = issuer.Draft().With("cnf", new JsonObject { ["x5t#S256"] = thumbprint }).Sign(issuer.Key);
        using var holder = agent.Connect(certificate);
        using var thief = agent.Connect(other);
        using var stranger = agent.Connect();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(holder, token));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(thief, token));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(stranger, token));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(holder, token));
    }

    [Fact]
    public async Task A_token_bound_in_a_way_that_cannot_be_checked_is_refused()
    {
        await using var agent = await TokenAgent.StartAsync();

        using var response = await agent.SendAsync(agent.Issuer.Draft().With("cnf", new JsonObject { ["jkt"] = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I" }));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("The token is bound to a key", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> StatusAsync(TlsCaller caller, string token)
    {
        using var response = await caller.SendAsync(TlsCaller.HttpJson, message => message.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}"));
        return response.StatusCode;
    }
}
