using System.Text.Json.Nodes;
using A2AAgent.Server.Security.Jwt;

namespace A2AAgent.Tests.Security.Jwt;

public sealed class GoodTokenTests : IAsyncLifetime
{
    private Verifier? _verifier;

    private Verifier Verifier => _verifier!;

    private TestKey Key => Verifier.Issuer.Key;

    private TokenDraft Draft => Verifier.Draft;

    private DateTimeOffset Now => Verifier.Time.GetUtcNow();

    public async ValueTask InitializeAsync() => _verifier = await Verifier.StartAsync();

    public async ValueTask DisposeAsync() => await Verifier.DisposeAsync();

    [Theory]
    [InlineData("ES256")]
    [InlineData("ES384")]
    [InlineData("RS256")]
    [InlineData("PS256")]
    public async Task Every_algorithm_is_accepted(string algorithm)
    {
        var key = TestKey.Make(algorithm);
        Verifier.Issuer.Publish(key);

        Assert.Equal(JwtOutcome.Valid, await Verifier.OutcomeAsync(Draft.Sign(key)));
    }

    [Fact]
    public async Task The_claims_say_who_calls_and_what_for()
    {
        var draft = Draft.With("scope", "expenses.read  expenses.write expenses.read").With("tenant", "acme").With("department", "finance").With("level", 7);

        Assert.Equal(
            ["department=finance", "iss=" + Verifier.Issuer.Url, "level=7", "scope=expenses.read", "scope=expenses.write", "sub=alice", "tenant=acme"],
            await ClaimsAsync(draft));
    }

    [Fact]
    public async Task Scopes_may_be_an_array()
    {
        Assert.Contains("scope=b c", await ClaimsAsync(Draft.With("scp", new JsonArray("a", "b c"))));
        Assert.Contains("scope=b", await ClaimsAsync(Draft.With("scp", "a b")));
        Assert.Contains("scope=b", await ClaimsAsync(Draft.With("scope", new JsonArray("a", "b"))));
    }

    [Fact]
    public async Task Of_two_scope_claims_the_registered_one_counts()
    {
        var claims = await ClaimsAsync(Draft.With("scp", "admin").With("scope", "user"));

        Assert.Contains("scope=user", claims);
        Assert.DoesNotContain("scope=admin", claims);
    }

    [Fact]
    public async Task The_settings_name_the_claims_of_scopes_and_tenant_and_no_others_speak_for_them()
    {
        (Verifier.Options.ScopeClaim, Verifier.Options.TenantClaim) = ("roles", "tid");

        var claims = await ClaimsAsync(Draft.With("roles", new JsonArray("reader")).With("scope", "admin").With("scp", "admin").With("tid", "acme").With("tenant", "other"));

        Assert.Equal(["scope=reader"], claims.Where(static claim => claim.StartsWith("scope=", StringComparison.Ordinal)));
        Assert.Equal(["tenant=acme"], claims.Where(static claim => claim.StartsWith("tenant=", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_token_without_subject_stands_for_its_client()
    {
        Assert.Contains("sub=batch", await ClaimsAsync(Draft.Without("sub").With("client_id", "batch").With("azp", "other")));
        Assert.Contains("sub=nightly", await ClaimsAsync(Draft.Without("sub").With("azp", "nightly")));
        Assert.Contains("sub=alice", await ClaimsAsync(Draft.With("client_id", "batch")));
    }

    [Fact]
    public async Task Claims_beyond_a_number_are_left_out()
    {
        var draft = Draft;
        for (var index = 0; index < 200; index++)
        {
            draft.With($"c{index}", index);
        }

        Assert.InRange((await ClaimsAsync(draft)).Count, 30, 40);
    }

    [Fact]
    public async Task One_of_several_audiences_is_enough()
    {
        Verifier.Options.Audiences = ["a", "b"];

        Assert.Equal(JwtOutcome.Valid, await Verifier.OutcomeAsync(Draft.With("aud", new JsonArray("x", "b")).Sign(Key)));
    }

    [Theory]
    [InlineData("JWT")]
    [InlineData("jwt")]
    [InlineData("AT+JWT")]
    [InlineData("application/at+jwt")]
    [InlineData(null)]
    public async Task Both_types_of_access_token_are_accepted(string? type)
    {
        var draft = Draft.WithHeader("typ", type);
        if (type is null)
        {
            draft.Header.Remove("typ");
        }

        Assert.Equal(JwtOutcome.Valid, await Verifier.OutcomeAsync(draft.Sign(Key)));
    }

    [Fact]
    public async Task Clocks_may_differ_a_little()
    {
        Assert.Equal(JwtOutcome.Valid, await Verifier.OutcomeAsync(Draft.With("exp", Now.AddSeconds(-29).ToUnixTimeSeconds()).Sign(Key)));
        Assert.Equal(JwtOutcome.Valid, await Verifier.OutcomeAsync(Draft.With("nbf", Now.AddSeconds(30).ToUnixTimeSeconds()).Sign(Key)));
    }

    [Fact]
    public async Task Times_may_have_fractions_and_lie_at_the_end_of_the_calendar()
    {
        Assert.Equal(JwtOutcome.Valid, await Verifier.OutcomeAsync(Draft.With("exp", 253402300799.0).With("nbf", 0.5).Sign(Key)));
    }

    [Fact]
    public async Task A_token_need_not_name_its_key()
    {
        Verifier.Issuer.Publish(TestKey.Make(), TestKey.Make("RS256"), Key);
        var draft = Draft;
        draft.Header["alg"] = Key.Algorithm;

        Assert.Equal(JwtOutcome.Valid, await Verifier.OutcomeAsync(TokenDraft.Sign(draft.Header.ToJsonString(), draft.Claims.ToJsonString(), Key)));
    }

    [Fact]
    public async Task Keys_of_no_use_do_not_spoil_the_set()
    {
        Verifier.Issuer.PublishJson(
            """{"kty":"oct","kid":"secret","k":"AAAA"}""", """{"kty":"OKP","crv":"Ed25519","x":"AAAA"}""", """{"kty":"EC"}""", "5",
            Key.ToJson().Replace("\"sig\"", "\"enc\"", StringComparison.Ordinal).Replace(Key.Id, "other", StringComparison.Ordinal), Key.ToJson());

        Assert.Equal(JwtOutcome.Valid, await Verifier.OutcomeAsync(Draft.Sign(Key)));
    }

    [Fact]
    public async Task A_key_for_encryption_verifies_nothing()
    {
        Verifier.Issuer.PublishJson(Key.ToJson().Replace("\"sig\"", "\"enc\"", StringComparison.Ordinal), TestKey.Make().ToJson());

        Assert.Equal(JwtOutcome.UnknownKey, await Verifier.OutcomeAsync(Draft.Sign(Key)));
    }

    /// <summary>The claims but the token's own number.</summary>
    private async Task<IReadOnlyList<string>> ClaimsAsync(TokenDraft draft)
    {
        var result = await Verifier.ValidateAsync(draft.Without("jti").Without("iat").Sign(Key));
        Assert.Null(result.Failure);
        return [.. result.Token!.Result.Principal!.Claims.Select(static claim => $"{claim.Type}={claim.Value}").Order(StringComparer.Ordinal)];
    }
}
