using System.Security.Cryptography;

namespace A2AAgent.Protocol.Signing;

internal sealed class EcdsaJws(string name, int bits, HashAlgorithmName hash) : JwsAlgorithm(name, hash)
{
    private const DSASignatureFormat Format = DSASignatureFormat.IeeeP1363FixedFieldConcatenation;

    internal override bool Takes(AsymmetricAlgorithm key) => key is ECDsa && key.KeySize == bits;

    internal override byte[] Sign(ReadOnlySpan<byte> data, AsymmetricAlgorithm key)
    {
        var signature = new byte[bits / 4];
        return ((ECDsa)key).TrySignData(data, signature, Hash, Format, out _)
            ? signature
            : throw new CryptographicException("The signature does not fit.");
    }

    private protected override bool Check(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, AsymmetricAlgorithm key) =>
        signature.Length == bits / 4 && ((ECDsa)key).VerifyData(data, signature, Hash, Format);
}
