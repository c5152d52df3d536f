using A2AAgent.Protocol.Signing;

namespace A2AAgent.Server.Security.Jwt;

/// <summary>A token that can be read. Whoever made it up is not known yet.</summary>
internal sealed record UnverifiedJwt(JwsAlgorithm Algorithm, string? KeyId, JwtClaims Claims, ReadOnlyMemory<byte> Signed, byte[] Signature);
