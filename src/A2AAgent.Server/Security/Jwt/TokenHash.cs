using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace A2AAgent.Server.Security.Jwt;

/// <summary>SHA-256 of a token: stands for the token where the token itself must not be kept.</summary>
internal readonly record struct TokenHash(ulong First, ulong Second, ulong Third, ulong Fourth)
{
    /// <summary>Some of its bits.</summary>
    public int Bits => (int)First;

    public static TokenHash Of(ReadOnlySpan<byte> token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(token, hash);
        return MemoryMarshal.Read<TokenHash>(hash);
    }
}
