using System.Security.Cryptography;

namespace A2AAgent.Server.Security;

/// <summary>
/// SHA-256 of credentials, for every request. Each thread keeps what computes it: to make that anew costs more than to hash a key.
/// </summary>
internal static class CredentialHash
{
    public const int Size = SHA256.HashSizeInBytes;

    [ThreadStatic]
    private static IncrementalHash? _hash;

    /// <param name="credential">The bytes of a key or a token.</param>
    /// <param name="hash">Takes <see cref="Size"/> bytes.</param>
    public static void Compute(ReadOnlySpan<byte> credential, Span<byte> hash)
    {
        var computing = _hash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        computing.AppendData(credential);
        computing.GetHashAndReset(hash);
    }
}
