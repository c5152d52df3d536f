using System.Text;
using System.Text.Json.Nodes;
using A2AAgent.Server.Security.Jwt;

namespace A2AAgent.Tests.Security.Jwt;

/// <summary>Each token that must not be accepted, with what is said of it.</summary>
public sealed class BadTokenTests : IAsyncLifetime
{
    private Verifier? _verifier;

    private Verifier Verifier => _verifier!;

    private TestKey Key => Verifier.Issuer.Key;

    private TokenDraft Draft => Verifier.Draft;

    private DateTimeOffset Now => Verifier.Time.GetUtcNow();

    public async ValueTask InitializeAsync() => _verifier = await Verifier.StartAsync();

    public async ValueTask DisposeAsync() => await Verifier.DisposeAsync();

    [Fact]
    public async Task Expired()
    {
        var result = await Verifier.ValidateAsync(Draft.With("exp", new DateTimeOffset(2026, 1, 31, 11, 59, 30, TimeSpan.Zero).ToUnixTimeSeconds()).Sign(Key));

        Assert.Equal(JwtOutcome.Expired, result.Failure?.Outcome);
        Assert.Equal("The token expired at 2026-01-31T11:59:30Z", result.Failure?.Description);
    }

    [Fact]
    public async Task Not_yet_valid()
    {
        var result = await Verifier.ValidateAsync(Draft.With("nbf", Now.AddSeconds(31).ToUnixTimeSeconds()).Sign(Key));

        Assert.Equal(JwtOutcome.NotYetValid, result.Failure?.Outcome);
        Assert.Equal("The token is not valid before 2026-01-31T12:00:31Z", result.Failure?.Description);
    }

    [Fact]
    public Task Without_expiry() => IsAsync(JwtOutcome.NoExpiry, Draft.Without("exp").Sign(Key));

    [Theory]
    [InlineData("https://other.example.com")]
    [InlineData("")]
    public Task Of_another_issuer(string issuer) => IsAsync(JwtOutcome.WrongIssuer, Draft.With("iss", issuer).Sign(Key));

    [Fact]
    public Task Of_the_same_issuer_with_a_slash() => IsAsync(JwtOutcome.WrongIssuer, Draft.With("iss", Verifier.Issuer.Url + "/").Sign(Key));

    [Fact]
    public Task Of_no_issuer() => IsAsync(JwtOutcome.WrongIssuer, Draft.Without("iss").Sign(Key));

    [Fact]
    public Task For_another_audience() => IsAsync(JwtOutcome.WrongAudience, Draft.With("aud", "https://agents.example.com/travel").Sign(Key));

    [Fact]
    public Task For_a_list_of_other_audiences() => IsAsync(JwtOutcome.WrongAudience, Draft.With("aud", new JsonArray("a", "b")).Sign(Key));

    [Fact]
    public Task For_no_audience() => IsAsync(JwtOutcome.WrongAudience, Draft.Without("aud").Sign(Key));

    [Fact]
    public Task Without_subject_and_client() => IsAsync(JwtOutcome.NoSubject, Draft.Without("sub").Sign(Key));

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("nOnE")]
    public async Task Without_signature(string algorithm)
    {
        var unsigned = $"{TokenDraft.Encode($$"""{"alg":"{{algorithm}}"}""")}.{TokenDraft.Encode(Draft.Claims.ToJsonString())}.";

        await IsAsync(JwtOutcome.Unsigned, unsigned);
        await IsAsync(JwtOutcome.Unsigned, unsigned + Key.Sign("x"));
    }

    [Fact]
    public async Task With_its_signature_cut_off()
    {
        var token = Draft.Sign(Key);

        await IsAsync(JwtOutcome.Unsigned, token[..(token.LastIndexOf('.') + 1)]);
        await IsAsync(JwtOutcome.Malformed, token[..token.LastIndexOf('.')]);
    }

    [Fact]
    public async Task Signed_by_HMAC_with_the_public_key()
    {
        foreach (var secret in new[] { Key.Public, Encoding.ASCII.GetBytes(Key.PublicPem), Encoding.UTF8.GetBytes(Key.ToJson()) })
        {
            await IsAsync(JwtOutcome.AlgorithmRefused, TokenDraft.SignWithSecret(Draft.Claims.ToJsonString(), Key.Id, secret));
        }
    }

    [Theory]
    [InlineData("HS384")]
    [InlineData("RS1")]
    [InlineData("es256")]
    [InlineData("ES256K")]
    [InlineData("")]
    public Task Of_an_algorithm_that_is_not_allowed(string algorithm) => IsAsync(JwtOutcome.AlgorithmRefused, Draft.WithHeader("alg", algorithm).Sign(Key));

    [Fact]
    public Task That_names_an_algorithm_of_another_kind_of_key() => IsAsync(JwtOutcome.UnknownKey, Draft.WithHeader("alg", "RS256").Sign(Key));

    [Fact]
    public Task Signed_with_an_unknown_key() => IsAsync(JwtOutcome.UnknownKey, Draft.Sign(TestKey.Make()));

    [Fact]
    public Task Signed_with_an_unknown_key_under_a_known_name() => IsAsync(JwtOutcome.WrongSignature, Draft.Sign(TestKey.Make(id: Key.Id)));

    [Fact]
    public Task That_brings_its_own_key()
    {
        var own = TestKey.Make();
        return IsAsync(JwtOutcome.UnknownKey, Draft.WithHeader("jwk", JsonNode.Parse(own.ToJson())).Sign(own));
    }

    [Fact]
    public async Task That_says_where_its_key_is()
    {
        await using var own = await TestIssuer.StartAsync();

        await IsAsync(JwtOutcome.UnknownKey, Draft.WithHeader("jku", own.Url + TestIssuer.KeysPath).Sign(own.Key));

        Assert.Equal(0, own.Requests);
    }

    [Fact]
    public async Task Changed_after_it_was_signed()
    {
        var parts = Draft.Sign(Key).Split('.');
        var claims = TokenDraft.Encode(Draft.With("sub", "bob").Claims.ToJsonString());

        await IsAsync(JwtOutcome.WrongSignature, $"{parts[0]}.{claims}.{parts[2]}");
    }

    [Fact]
    public async Task Whose_signature_is_all_zeros()
    {
        var parts = Draft.Sign(Key).Split('.');

        await IsAsync(JwtOutcome.WrongSignature, $"{parts[0]}.{parts[1]}.{System.Buffers.Text.Base64Url.EncodeToString(new byte[64])}");
    }

    [Theory]
    [InlineData("id+jwt")]
    [InlineData("logout+jwt")]
    [InlineData("JOSE")]
    public Task Of_another_type(string type) => IsAsync(JwtOutcome.TypeRefused, Draft.WithHeader("typ", type).Sign(Key));

    [Fact]
    public Task With_critical_header_parameters() => IsAsync(JwtOutcome.CriticalHeader, Draft.WithHeader("crit", new JsonArray("b64")).WithHeader("b64", true).Sign(Key));

    [Fact]
    public Task That_holds_another_token() => IsAsync(JwtOutcome.Nested, Draft.WithHeader("cty", "JWT").Sign(Key));

    [Fact]
    public async Task Encrypted()
    {
        await IsAsync(JwtOutcome.Encrypted, $"{TokenDraft.Encode("""{"alg":"RSA-OAEP","enc":"A256GCM"}""")}.a.b.c.d");
        await IsAsync(JwtOutcome.Encrypted, $"{TokenDraft.Encode("""{"alg":"ES256"}""")}.a.b.c.d");
    }

    [Fact]
    public async Task Oversized()
    {
        var token = Draft.With("padding", new string('x', Verifier.Options.MaxTokenLength)).Sign(Key);

        await IsAsync(JwtOutcome.TooLarge, token);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("...")]
    [InlineData("opaque-token")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9.e30")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9.e30.AAAA.AAAA")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9.e30=.AAAA")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9. e30.AAAA")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9.e31.AAAA")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9.e30.A")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9.W10.AAAA")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9.bnVsbA.AAAA")]
    [InlineData("W10.e30.AAAA")]
    [InlineData("{}.{}.{}")]
    [InlineData("Ünïcode.e30.AAAA")]
    public Task Garbage(string token) => IsAsync(JwtOutcome.Malformed, token);

    [Theory]
    [InlineData("""{"alg":"ES256","alg":"ES256"}""")]
    [InlineData("""{"alg":"ES256","\u0061lg":"ES256"}""")]
    [InlineData("""{"alg":"ES256"} {}""")]
    [InlineData("""{"alg":"ES256","kid":5}""")]
    [InlineData("""{"alg":5}""")]
    [InlineData("""{"alg":"ES256",}""")]
    [InlineData("""{"alg":"ES256","kid":"\ud800"}""")]
    public Task With_a_broken_header(string header) => IsAsync(JwtOutcome.Malformed, TokenDraft.Sign(header, Draft.Claims.ToJsonString(), Key));

    [Theory]
    [InlineData("\"sub\":\"bob\"")]
    [InlineData("\"\\u0073ub\":\"bob\"")]
    [InlineData("\"scope\":5")]
    [InlineData("\"scope\":[\"a\",5]")]
    [InlineData("\"scope\":{\"a\":1}")]
    [InlineData("\"scp\":true")]
    [InlineData("\"tenant\":[\"a\"]")]
    [InlineData("\"nbf\":\"tomorrow\"")]
    [InlineData("\"nbf\":-1")]
    [InlineData("\"nbf\":1e300")]
    [InlineData("\"cnf\":\"key\"")]
    [InlineData("\"deep\":[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]")]
    [InlineData("\"text\":\"\\ud800\"")]
    public Task With_broken_claims(string member)
    {
        var claims = Draft.Claims.ToJsonString();
        return IsAsync(JwtOutcome.Malformed, TokenDraft.Sign($$"""{"alg":"ES256","kid":"{{Key.Id}}"}""", $"{claims[..^1]},{member}}}", Key));
    }

    [Fact]
    public async Task With_more_claims_or_scopes_than_anybody_needs()
    {
        var claims = Draft;
        for (var index = 0; index < 300; index++)
        {
            claims.With($"c{index}", 1);
        }

        await IsAsync(JwtOutcome.Malformed, claims.Sign(Key));
        await IsAsync(JwtOutcome.Malformed, Draft.With("scope", string.Join(' ', Enumerable.Range(0, 300))).Sign(Key));
        await IsAsync(JwtOutcome.Malformed, Draft.With("aud", new JsonArray([.. Enumerable.Range(0, 100).Select(static one => JsonValue.Create($"{one}"))])).Sign(Key));
    }

    [Fact]
    public async Task With_bytes_that_are_no_text()
    {
        var claims = System.Buffers.Text.Base64Url.EncodeToString([.. "{\"sub\":\""u8, 0xFF, .. "\"}"u8]);
        var signed = $"{TokenDraft.Encode("""{"alg":"ES256"}""")}.{claims}";

        await IsAsync(JwtOutcome.Malformed, $"{signed}.{Key.Sign(signed)}");
    }

    [Fact]
    public async Task What_is_said_of_a_token_repeats_nothing_of_it()
    {
        var result = await Verifier.ValidateAsync(Draft.With("iss", "https://secret.example.com").With("sub", "secret").Sign(Key));

        Assert.DoesNotContain("secret", result.Failure!.Description, StringComparison.Ordinal);
    }

    private async Task IsAsync(JwtOutcome expected, string token)
    {
        var result = await Verifier.ValidateAsync(token);

        Assert.Equal(expected, result.Failure?.Outcome);
        Assert.All(result.Failure!.Description, static letter => Assert.True(letter is >= ' ' and <= '~' and not '"' and not '\\'));
        Assert.Equal(0, Verifier.Validator.Verified.Count);
    }
}
