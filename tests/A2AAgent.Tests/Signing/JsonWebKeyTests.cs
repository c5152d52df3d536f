using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using A2AAgent.Protocol.Signing;

namespace A2AAgent.Tests.Signing;

/// <summary>Keys in JSON: RFC 7517, RFC 7518, section 6, and RFC 7638.</summary>
public sealed class JsonWebKeyTests
{
    /// <summary>RFC 7517, appendix A.1 and A.2: the private members must make no difference.</summary>
    private const string RfcSet = """
        {"keys":[
          {"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
           "d":"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE","use":"enc","kid":"1"},
          {"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",
           "e":"AQAB","alg":"RS256","kid":"2011-04-29"}
        ]}
        """;

    [Fact]
    public void The_set_of_the_RFC_is_read()
    {
        var keys = JsonWebKeySet.FromUtf8(Encoding.UTF8.GetBytes(RfcSet)).Keys;

        Assert.Equal(["EC", "RSA"], keys.Select(static key => key.KeyType));
        Assert.Equal(["1", "2011-04-29"], keys.Select(static key => key.KeyId));
        Assert.Equal(["enc", null], keys.Select(static key => key.Use));
        Assert.False(keys[0].Fits(JwsAlgorithm.ES256));
        Assert.True(keys[1].Fits(JwsAlgorithm.RS256));
        Assert.False(keys[1].Fits(JwsAlgorithm.PS256));
    }

    [Fact]
    public void The_thumbprint_of_RFC_7638() =>
        Assert.Equal("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", JsonWebKeySet.FromUtf8(Encoding.UTF8.GetBytes(RfcSet)).Keys[1].Thumbprint);

    [Fact]
    public void Private_members_are_not_written()
    {
        var written = JsonNode.Parse(JsonWebKeySet.FromUtf8(Encoding.UTF8.GetBytes(RfcSet)).ToUtf8())!["keys"]!.AsArray();

        Assert.Equal(["kty", "crv", "x", "y", "kid", "use"], written[0]!.AsObject().Select(static member => member.Key));
        Assert.Equal(["kty", "n", "e", "kid", "alg"], written[1]!.AsObject().Select(static member => member.Key));
    }

    [Theory]
    [MemberData(nameof(Keys.Algorithms), MemberType = typeof(Keys))]
    public void What_is_written_is_read_again(string algorithm)
    {
        var key = Keys.Signing(algorithm, "key-1");

        var read = Assert.Single(JsonWebKeySet.FromUtf8(new JsonWebKeySet(key.Public).ToUtf8()).Keys);

        Assert.Equal(("key-1", algorithm, "sig", key.Public.Thumbprint), (read.KeyId, read.Algorithm, read.Use, read.Thumbprint));
        Assert.True(read.Verify(key.Algorithm, "data"u8, key.Sign("data"u8)));
    }

    [Theory]
    [InlineData("kty", "\"oct\"")]
    [InlineData("kty", "\"OKP\"")]
    [InlineData("kty", "\"ec\"")]
    [InlineData("kty", "null")]
    [InlineData("crv", "\"P-521\"")]
    [InlineData("crv", "\"secp256k1\"")]
    [InlineData("crv", "\"P-384\"")]
    [InlineData("x", "\"\"")]
    [InlineData("x", "\"AAAA\"")]
    [InlineData("x", "\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"")]
    [InlineData("x", "\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEV\"")]
    [InlineData("x", "\"#\"")]
    [InlineData("x", "\"\\ud800\"")]
    [InlineData("x", "7")]
    [InlineData("y", null)]
    [InlineData("kid", "7")]
    [InlineData("alg", "{}")]
    [InlineData("use", "[]")]
    [InlineData("key_ops", "\"verify\"")]
    [InlineData("key_ops", "[1]")]
    public void A_malformed_key_of_a_curve_is_passed_over(string member, string? value) => Assert.Empty(Read(JwsTests.EcKey, member, value));

    [Theory]
    [InlineData("n", "\"\"")]
    [InlineData("n", "\"AQAB\"")]
    [InlineData("e", "\"\"")]
    [InlineData("e", "\"AQ\"")]
    [InlineData("e", "\"Ag\"")]
    [InlineData("e", "\"AAAA\"")]
    [InlineData("e", "\"AQAAAAAAAAAB\"")]
    [InlineData("e", null)]
    [InlineData("n", null)]
    public void A_malformed_key_of_RSA_is_passed_over(string member, string? value) => Assert.Empty(Read(JwsTests.RsaKey, member, value));

    [Theory]
    [InlineData(128)]
    [InlineData(255)]
    [InlineData(1025)]
    [InlineData(2048)]
    public void A_key_of_RSA_that_is_too_small_or_too_large_is_passed_over(int bytes)
    {
        var modulus = Enumerable.Repeat((byte)0xff, bytes).ToArray();

        Assert.Empty(Read(JwsTests.RsaKey, "n", $"\"{Base64Url.EncodeToString(modulus)}\""));
    }

    [Fact]
    public void A_zero_in_front_of_the_modulus_makes_no_difference()
    {
        var modulus = JsonNode.Parse(JwsTests.RsaKey)!["n"]!.GetValue<string>();

        var key = Assert.Single(Read(JwsTests.RsaKey, "n", $"\"{Base64Url.EncodeToString([0, .. Base64Url.DecodeFromChars(modulus)])}\""));

        Assert.Equal(Assert.Single(Read(JwsTests.RsaKey, "n", $"\"{modulus}\"")).Thumbprint, key.Thumbprint);
    }

    [Theory]
    [InlineData("key_ops", """["verify"]""", true)]
    [InlineData("key_ops", """["encrypt","verify"]""", true)]
    [InlineData("key_ops", """["encrypt"]""", false)]
    [InlineData("key_ops", "[]", false)]
    [InlineData("use", "\"sig\"", true)]
    [InlineData("use", "\"enc\"", false)]
    [InlineData("alg", "\"ES256\"", true)]
    [InlineData("alg", "\"ES384\"", false)]
    [InlineData("alg", "\"none\"", false)]
    public void A_key_is_used_only_for_what_it_says(string member, string value, bool fits) =>
        Assert.Equal(fits, Assert.Single(Read(JwsTests.EcKey, member, value)).Fits(JwsAlgorithm.ES256));

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"keys":{}}""")]
    [InlineData("""{"keys":null}""")]
    [InlineData("")]
    [InlineData("{")]
    public void What_is_no_set_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => JsonWebKeySet.FromUtf8(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Keys_of_no_use_are_passed_over()
    {
        var set = Encoding.UTF8.GetBytes($$"""{"keys":[7,null,[],{},{"kty":"oct","k":"AAAA"},{{JwsTests.EcKey}}],"other":1}""");

        Assert.Equal("EC", Assert.Single(JsonWebKeySet.FromUtf8(set).Keys).KeyType);
    }

    [Fact]
    public void A_set_that_is_too_large_is_refused()
    {
        var many = Encoding.UTF8.GetBytes($$"""{"keys":[{{string.Join(',', Enumerable.Repeat("{}", JsonWebKeySet.MaxKeys + 1))}}]}""");
        var large = Encoding.UTF8.GetBytes($$"""{"keys":[],"x":"{{new string('x', JsonWebKeySet.MaxBytes)}}"}""");

        Assert.ThrowsAny<JsonException>(() => JsonWebKeySet.FromUtf8(many));
        Assert.ThrowsAny<JsonException>(() => JsonWebKeySet.FromUtf8(large));
    }

    [Fact]
    public void Keys_are_found_by_name_and_algorithm()
    {
        var set = new JsonWebKeySet(Keys.Signing("ES256", "a").Public, Keys.Signing("RS256", "a").Public, Keys.Signing("ES256", "b").Public);

        Assert.Equal("RSA", Assert.Single(set.Find("a", JwsAlgorithm.RS256)).KeyType);
        Assert.Empty(set.Find("c", JwsAlgorithm.ES256));
        Assert.Empty(set.Find("a", JwsAlgorithm.PS256));
        Assert.Equal(["a", "b"], set.Find(null, JwsAlgorithm.ES256).Select(static key => key.KeyId));
    }

    [Fact]
    public void A_key_of_another_curve_is_refused()
    {
        using var koblitz = ECDsa.Create(ECCurve.CreateFromFriendlyName("secp256k1"));
        using var exchange = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);

        Assert.Throws<ArgumentException>(() => JsonWebKey.From(koblitz));
        Assert.Throws<ArgumentException>(() => JsonWebKey.From(exchange));
    }

    private static IReadOnlyList<JsonWebKey> Read(string key, string member, string? value)
    {
        var node = JsonNode.Parse(key)!.AsObject();
        node.Remove(member);
        var text = node.ToJsonString();
        if (value is not null)
        {
            text = string.Concat(text.AsSpan(0, text.Length - 1), $",\"{member}\":{value}}}");
        }

        return JsonWebKeySet.FromUtf8(Encoding.UTF8.GetBytes($"{{\"keys\":[{text}]}}")).Keys;
    }
}
