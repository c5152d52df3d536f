using System.Security.Cryptography;

namespace A2AAgent.Protocol.Signing;

internal sealed class RsaJws(string name, HashAlgorithmName hash, RSASignaturePadding padding) : JwsAlgorithm(name, hash)
{
    public const int SmallestKey = 2048;

    /// <summary>The time that a verification takes grows with the key, which may be somebody else's.</summary>
    public const int LargestKey = 8192;

    internal override bool Takes(AsymmetricAlgorithm key) => key is RSA { KeySize: >= SmallestKey and <= LargestKey };

    internal override byte[] Sign(ReadOnlySpan<byte> data, AsymmetricAlgorithm key) => ((RSA)key).SignData(data, Hash, padding);

    private protected override bool Check(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, AsymmetricAlgorithm key) =>
        signature.Length == (key.KeySize + 7) / 8 && ((RSA)key).VerifyData(data, signature, Hash, padding);
}
