using System.Runtime.InteropServices;

namespace A2AAgent.Server.Security.Jwt;

/// <summary>SHA-256 of a token: stands for the token where the token itself must not be kept.</summary>
internal readonly record struct TokenHash(ulong First, ulong Second, ulong Third, ulong Fourth)
{
    /// <summary>Some of its bits.</summary>
    public int Bits => (int)First;

    public static TokenHash Of(ReadOnlySpan<byte> token)
    {
        Span<byte> hash = stackalloc byte[CredentialHash.Size];
        CredentialHash.Compute(token, hash);
        return MemoryMarshal.Read<TokenHash>(hash);
    }
}
