using System.Text.Json;
using A2AAgent.Protocol.Signing;

namespace A2AAgent.Server.Security.Jwt;

/// <summary>Reads compact JWTs (RFC 7519, section 7.2). What it costs is bounded by the token's length.</summary>
internal static class JwtReader
{
    private const int DotsOfEncrypted = 4;

    /// <param name="token">The token.</param>
    /// <param name="options">Which claims hold scopes and tenant.</param>
    /// <param name="jwt">The token as read, when nothing is wrong with it.</param>
    /// <returns>What is wrong with the token, or null.</returns>
    public static JwtFailure? Read(ReadOnlyMemory<byte> token, JwtOptions options, out UnverifiedJwt? jwt)
    {
        try
        {
            return ReadParts(token, options, out jwt);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            jwt = null;
            return JwtFailure.Malformed;
        }
    }

    private static JwtFailure? ReadParts(ReadOnlyMemory<byte> token, JwtOptions options, out UnverifiedJwt? jwt)
    {
        jwt = null;
        var bytes = token.Span;
        if (!JwsParts.TrySplit(bytes, out var header, out var payload, out var signature) || JwsParts.Decode(bytes[header]) is not { } headerJson)
        {
            return JwtFailure.Malformed;
        }

        var read = JwtHeader.Read(headerJson);
        if (read.Check() is { } refused)
        {
            return refused;
        }

        if (JwsParts.Dots(bytes) == DotsOfEncrypted)
        {
            return JwtFailure.Encrypted;
        }

        if (JwsAlgorithm.Find(read.Algorithm) is not { } algorithm)
        {
            return JwtFailure.AlgorithmRefused;
        }

        if (JwsParts.Decode(bytes[signature]) is not { } signatureBytes || JwsParts.Decode(bytes[payload]) is not { } claims)
        {
            return JwtFailure.Malformed;
        }

        if (signatureBytes.Length == 0)
        {
            return JwtFailure.Unsigned;
        }

        jwt = new UnverifiedJwt(algorithm, read.KeyId, JwtClaims.Read(claims, options), token[..payload.End.Value], signatureBytes);
        return null;
    }
}
