using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using A2AAgent.Protocol.Signing;

namespace A2AAgent.Tests.Signing;

/// <summary>The signatures of RFC 7515, appendix A, and what may go wrong with them.</summary>
public sealed class JwsTests
{
    /// <summary>Appendix A.2.</summary>
    internal const string RsaKey = """
        {"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"}
        """;

    /// <summary>Appendix A.3.</summary>
    internal const string EcKey = """
        {"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}
        """;

    private const string Payload = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    public static TheoryData<string, string, string, string> Examples => new()
    {
        {
            "RS256", RsaKey, "eyJhbGciOiJSUzI1NiJ9." + Payload,
            "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw"
        },
        { "ES256", EcKey, "eyJhbGciOiJFUzI1NiJ9." + Payload, "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q" },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void The_examples_of_the_RFC_verify(string algorithm, string key, string input, string signature) =>
        Assert.True(Key(key).Verify(JwsAlgorithm.Find(algorithm)!, Encoding.ASCII.GetBytes(input), Base64Url.DecodeFromChars(signature)));

    [Theory]
    [MemberData(nameof(Examples))]
    public void One_bit_less_and_they_do_not(string algorithm, string key, string input, string signature)
    {
        var (data, bytes) = (Encoding.ASCII.GetBytes(input), Base64Url.DecodeFromChars(signature));
        for (var bit = 0; bit < 8 * bytes.Length; bit += 7)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(Key(key).Verify(JwsAlgorithm.Find(algorithm)!, data, bytes));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        data[^1] ^= 1;
        Assert.False(Key(key).Verify(JwsAlgorithm.Find(algorithm)!, data, bytes));
    }

    [Theory]
    [MemberData(nameof(Keys.Algorithms), MemberType = typeof(Keys))]
    public void What_a_key_signs_verifies_with_its_public_half_and_no_other(string algorithm)
    {
        var key = Keys.Signing(algorithm);
        var signature = key.Sign("data"u8);

        Assert.True(key.Public.Verify(key.Algorithm, "data"u8, signature));
        Assert.False(Keys.Signing(algorithm).Public.Verify(key.Algorithm, "data"u8, signature));
        Assert.False(key.Public.Verify(key.Algorithm, "Data"u8, signature));
    }

    [Theory]
    [MemberData(nameof(Keys.Algorithms), MemberType = typeof(Keys))]
    public void A_signature_of_any_other_length_is_false(string algorithm)
    {
        var key = Keys.Signing(algorithm);
        var signature = key.Sign("data"u8);

        foreach (var wrong in new byte[][] { [], [0], signature[..^1], [.. signature, 0], [0, .. signature], new byte[signature.Length], new byte[100_000] })
        {
            Assert.False(key.Public.Verify(key.Algorithm, "data"u8, wrong));
        }
    }

    [Fact]
    public void Signatures_of_ECDSA_in_the_form_of_ASN_1_are_not_those_of_JWS()
    {
        using var key = Keys.Ec256();
        var der = key.SignData("data"u8, System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.DSASignatureFormat.Rfc3279DerSequence);

        Assert.False(JsonWebKey.From(key).Verify(JwsAlgorithm.ES256, "data"u8, der));
    }

    [Theory]
    [MemberData(nameof(Keys.Algorithms), MemberType = typeof(Keys))]
    public void A_key_verifies_only_what_it_is_for(string algorithm)
    {
        var key = Keys.Signing(algorithm);
        var signature = key.Sign("data"u8);

        foreach (var other in JwsAlgorithm.All.Where(other => other != key.Algorithm))
        {
            Assert.False(key.Public.Fits(other));
            Assert.False(key.Public.Verify(other, "data"u8, signature));
        }
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("HS256")]
    [InlineData("es256")]
    [InlineData("ES256K")]
    [InlineData("RS1")]
    [InlineData("EdDSA")]
    [InlineData("")]
    [InlineData(null)]
    public void There_is_no_other_algorithm(string? name) => Assert.Null(JwsAlgorithm.Find(name));

    [Fact]
    public async Task One_key_verifies_many_at_a_time()
    {
        var key = Keys.Signing("RS256");
        var signature = key.Sign("data"u8);

        var results = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => Enumerable.Range(0, 50).All(_ =>
            key.Public.Verify(key.Algorithm, "data"u8, signature) && !key.Public.Verify(key.Algorithm, "Data"u8, signature)))));

        Assert.All(results, Assert.True);
    }

    private static JsonWebKey Key(string json) => JsonWebKey.TryRead(JsonDocument.Parse(json).RootElement)!;
}
