using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace A2AAgent.Tests.Security.Jwt;

/// <summary>A token to be signed: a good one, unless a test changes it.</summary>
internal sealed class TokenDraft
{
    public const string Audience = "https://agents.example.com/expenses";

    public TokenDraft(string issuer, DateTimeOffset now)
    {
        Claims = new JsonObject
        {
            ["iss"] = issuer,
            ["aud"] = Audience,
            ["sub"] = "alice",
            ["exp"] = now.AddMinutes(10).ToUnixTimeSeconds(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["jti"] = Guid.NewGuid().ToString(),
        };
    }

    public JsonObject Header { get; } = new() { ["typ"] = "at+jwt" };

    public JsonObject Claims { get; }

    public TokenDraft With(string claim, JsonNode? value)
    {
        Claims[claim] = value;
        return this;
    }

    public TokenDraft Without(string claim)
    {
        Claims.Remove(claim);
        return this;
    }

    public TokenDraft WithHeader(string name, JsonNode? value)
    {
        Header[name] = value;
        return this;
    }

    public string Sign(TestKey key)
    {
        Header.TryAdd("alg", key.Algorithm);
        Header.TryAdd("kid", key.Id);
        return Sign(Header.ToJsonString(), Claims.ToJsonString(), key);
    }

    /// <summary>Signs a token with exactly this header and these claims, of whatever kind they are.</summary>
    public static string Sign(string header, string claims, TestKey key)
    {
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{key.Sign(signed)}";
    }

    /// <summary>What an attacker makes who hopes that the public key is taken for the secret of HMAC.</summary>
    public static string SignWithSecret(string claims, string keyId, byte[] secret)
    {
        var signed = $"{Encode($$"""{"alg":"HS256","kid":"{{keyId}}"}""")}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed)))}";
    }

    public static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
