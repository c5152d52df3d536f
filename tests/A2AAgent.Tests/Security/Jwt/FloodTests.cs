using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using A2AAgent.Server.Security;
using A2AAgent.Server.Security.Jwt;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Tests.Security.Jwt;

/// <summary>Tokens in masses, over real connections.</summary>
public sealed class FloodTests(ITestOutputHelper output)
{
    private const int Tokens = 20_000;
    private const int Connections = 8;
    private const int AtOnce = 50;

    [Fact]
    public async Task A_flood_of_bad_tokens_reaches_neither_the_issuer_nor_those_with_good_ones()
    {
        await using var agent = await TokenAgent.StartAsync(WithoutLog);
        var good = agent.Issuer.Draft().Sign(agent.Issuer.Key);
        Assert.Equal(HttpStatusCode.OK, await agent.StatusAsync(good));
        await SendAsync(agent, 0, Tokens / 10);
        var (requests, watch) = (agent.Issuer.Requests, Stopwatch.StartNew());

        var flood = Task.WhenAll(Enumerable.Range(1, Connections).Select(sender => SendAsync(agent, sender * Tokens, Tokens / Connections)));
        var accepted = 0;
        do
        {
            Assert.Equal(HttpStatusCode.OK, await agent.StatusAsync(good));
            Assert.Equal(HttpStatusCode.OK, await agent.StatusAsync(agent.Issuer.Draft().Sign(agent.Issuer.Key)));
            accepted++;
        }
        while (!flood.IsCompleted);

        await flood;
        var elapsed = watch.Elapsed;
        output.WriteLine($"{Tokens / elapsed.TotalSeconds:F0} bad tokens per second; {accepted} pairs of good ones meanwhile");
        Assert.InRange(agent.Issuer.Requests - requests, 0, 2 * (1 + (int)(elapsed / new JwtOptions().RefreshLimit)));
        Assert.InRange(Verified(agent).Count, 1, accepted + 1);
    }

    [Fact]
    public async Task A_flood_of_good_tokens_used_once_does_not_drive_out_one_in_use()
    {
        await using var agent = await TokenAgent.StartAsync(WithoutLog);
        var used = agent.Issuer.Draft().Sign(agent.Issuer.Key);
        for (var time = 0; time < 4; time++)
        {
            Assert.Equal(HttpStatusCode.OK, await agent.StatusAsync(used));
        }

        var capacity = Verified(agent).Capacity;
        await Parallel.ForAsync(0, 2 * capacity, TestContext.Current.CancellationToken, async (_, _) =>
            Assert.Equal(HttpStatusCode.OK, await agent.StatusAsync(agent.Issuer.Draft().Sign(agent.Issuer.Key))));

        Assert.InRange(Verified(agent).Count, capacity / 2, capacity);
        Assert.True(Verified(agent).Remembers(TokenHash.Of(System.Text.Encoding.ASCII.GetBytes(used))));
    }

    private static async Task SendAsync(TokenAgent agent, int first, int count)
    {
        using var caller = await PipelinedCaller.OpenAsync(agent.Host.Url);
        for (var next = first; next < first + count; next += AtOnce)
        {
            Assert.All(await caller.CallAsync([.. Enumerable.Range(next, AtOnce).Select(index => Bad(agent.Issuer, index))]), static status => Assert.Equal("401", status));
        }
    }

    /// <summary>No two are the same.</summary>
    private static string Bad(TestIssuer issuer, int index)
    {
        var draft = issuer.Draft().With("jti", index);
        var signature = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(64));
        return (index % 6) switch
        {
            0 => $"garbage-{index}",
            1 => Make(issuer.Key.Id, draft, signature),
            2 => Make($"unknown-{index}", draft, signature),
            3 => Make(issuer.Key.Id, draft.With("exp", 1_700_000_000), signature),
            4 => TokenDraft.SignWithSecret(draft.Claims.ToJsonString(), issuer.Key.Id, issuer.Key.Public),
            _ => Make(issuer.Key.Id, draft.With("x", new string('x', 10_000)), signature),
        };
    }

    private static string Make(string keyId, TokenDraft draft, string signature) =>
        $"{TokenDraft.Encode($$"""{"alg":"ES256","kid":"{{keyId}}"}""")}.{TokenDraft.Encode(draft.Claims.ToJsonString())}.{signature}";

    private static TokenCache Verified(TokenAgent agent) => ((JwtAuthenticator)agent.Host.Services.GetRequiredService<SchemeAuthenticators>()["jwt"]).Verified;

    private static void WithoutLog(WebApplicationBuilder builder) => builder.Logging.ClearProviders();
}
