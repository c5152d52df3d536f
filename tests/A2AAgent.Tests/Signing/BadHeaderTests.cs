using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using A2AAgent.Protocol.Signing;

namespace A2AAgent.Tests.Signing;

/// <summary>Signatures that are right but for their header, and headers that are none.</summary>
public sealed class BadHeaderTests
{
    private static readonly SigningKey Key = Keys.Signing(keyId: "key-1");

    [Theory]
    [InlineData("""{"alg":"ES256","kid":"key-1"}""")]
    [InlineData("""{"kid":"key-1","typ":"JOSE","alg":"ES256","x":{"y":[]}}""")]
    [InlineData("""{"alg":"ES256","kid":"key-1","jku":"https://attacker.example","jwk":{"kty":"oct","k":"AAAA"},"x5u":"https://attacker.example"}""")]
    public async Task These_are_good(string header) => await VerifyAsync(Jws.Signature(Key, header, Payload));

    [Theory]
    [InlineData("""{"alg":"none","kid":"key-1"}""", "none")]
    [InlineData("""{"alg":"HS256","kid":"key-1"}""", "HS256")]
    [InlineData("""{"alg":"ES384","kid":"key-1"}""", "not for ES384")]
    [InlineData("""{"alg":"RS256","kid":"key-1"}""", "not for RS256")]
    [InlineData("""{"alg":"es256","kid":"key-1"}""", "es256")]
    [InlineData("""{"alg":["ES256"],"kid":"key-1"}""", "alg")]
    [InlineData("""{"alg":null,"kid":"key-1"}""", "alg")]
    [InlineData("""{"kid":"key-1"}""", "algorithm")]
    [InlineData("""{"alg":"ES256"}""", "kid")]
    [InlineData("""{"alg":"ES256","kid":""}""", "not known")]
    [InlineData("""{"alg":"ES256","kid":7}""", "kid")]
    [InlineData("""{"alg":"ES256","kid":"key-2"}""", "key-2")]
    [InlineData("""{"alg":"ES256","kid":"KEY-1"}""", "KEY-1")]
    [InlineData("""{"alg":"ES256","kid":"key-1","jku":{}}""", "jku")]
    [InlineData("""{"alg":"ES256","kid":"key-1","crit":["exp"],"exp":1}""", "crit")]
    [InlineData("""{"alg":"ES256","kid":"key-1","crit":[]}""", "crit")]
    [InlineData("""{"alg":"ES256","kid":"key-1","b64":false}""", "b64")]
    [InlineData("""{"alg":"ES256","kid":"key-1","alg":"ES256"}""", "twice")]
    [InlineData("""{"alg":"none","kid":"key-1","\u0061lg":"ES256"}""", "twice")]
    [InlineData("""{"alg":"ES256","kid":"\ud800"}""", "not JSON")]
    [InlineData("[]", "object")]
    [InlineData("null", "object")]
    [InlineData("{", "not JSON")]
    [InlineData("", "not JSON")]
    public async Task These_are_refused_although_the_signature_is_right(string header, string problem)
    {
        var signature = Jws.Signature(Key, header, Payload);
        signature["protected"] = signature["protected"]!.GetValue<string>() is { Length: > 0 } encoded ? encoded : "IA";

        Assert.Contains(problem, await ProblemAsync(signature), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("e30=", "base64url")]
    [InlineData("e3 0", "base64url")]
    [InlineData("e30\n", "base64url")]
    [InlineData("e3+/", "base64url")]
    [InlineData("é", "base64url")]
    [InlineData("e", "base64url")]
    public async Task A_header_that_is_not_base64url_is_refused(string header, string problem) =>
        Assert.Contains(problem, await ProblemAsync(new JsonObject { ["protected"] = header, ["signature"] = "AAAA" }), StringComparison.Ordinal);

    [Fact]
    public async Task The_public_key_is_no_shared_secret()
    {
        var header = Base64Url.EncodeToString("""{"alg":"HS256","kid":"key-1"}"""u8);
        var secret = Encoding.UTF8.GetBytes(JsonNode.Parse(new JsonWebKeySet(Key.Public).ToUtf8())!["keys"]![0]!.ToJsonString());
        var mac = HMACSHA256.HashData(secret, CardPayload.SigningInput(header, Payload));

        Assert.Contains("HS256", await ProblemAsync(new JsonObject { ["protected"] = header, ["signature"] = Base64Url.EncodeToString(mac) }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"crit":["x"]}""")]
    [InlineData("""{"alg":"ES256"}""")]
    [InlineData("""{"kid":"key-1"}""")]
    public async Task The_unprotected_header_must_not_say_what_the_protected_one_says(string header)
    {
        var signature = Jws.Signature(Key, """{"alg":"ES256","kid":"key-1"}""", Payload);
        signature["header"] = JsonNode.Parse(header);

        Assert.Contains("header", await ProblemAsync(signature), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_unprotected_header_may_say_something_else()
    {
        var signature = Jws.Signature(Key, """{"alg":"ES256","kid":"key-1"}""", Payload);
        signature["header"] = new JsonObject { ["note"] = 1 };

        await VerifyAsync(signature);
    }

    [Fact]
    public async Task An_oversized_header_or_signature_is_refused()
    {
        var longHeader = Jws.Signature(Key, $$"""{"alg":"ES256","kid":"key-1","x":"{{new string('x', 10_000)}}"}""", Payload);
        var longSignature = Jws.Signature(Key, """{"alg":"ES256","kid":"key-1"}""", Payload);
        longSignature["signature"] = new string('A', 10_000);

        Assert.Contains("too long", await ProblemAsync(longHeader), StringComparison.Ordinal);
        Assert.Contains("too long", await ProblemAsync(longSignature), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_key_name_is_shortened_in_the_error()
    {
        var problem = await ProblemAsync(Jws.Signature(Key, $$"""{"alg":"ES256","kid":"{{new string('x', 5_000)}}"}""", Payload));

        Assert.InRange(problem.Length, 1, 300);
    }

    private static byte[] Payload
    {
        get
        {
            using var json = JsonDocument.Parse(SampleCards.Plain.Utf8());
            return CardPayload.Of(json.RootElement);
        }
    }

    private static async Task VerifyAsync(JsonObject signature)
    {
        var card = SampleCards.Plain.Node();
        card["signatures"] = new JsonArray(signature);
        await CardVerificationTests.VerifyAsync(Encoding.UTF8.GetBytes(card.ToJsonString()), Key);
    }

    private static async Task<string> ProblemAsync(JsonObject signature) =>
        Assert.Single((await Assert.ThrowsAsync<AgentCardSignatureException>(() => VerifyAsync(signature))).Problems);
}
