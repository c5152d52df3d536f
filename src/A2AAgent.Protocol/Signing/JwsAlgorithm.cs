using System.Security.Cryptography;

namespace A2AAgent.Protocol.Signing;

/// <summary>
/// A signature algorithm of JWS (RFC 7518, section 3.1). There are no others: neither <c>none</c> nor those with a shared secret, with
/// which whoever can verify could also sign.
/// </summary>
public abstract class JwsAlgorithm
{
    private static readonly JwsAlgorithm[] Known =
    [
        new EcdsaJws("ES256", 256, HashAlgorithmName.SHA256),
        new EcdsaJws("ES384", 384, HashAlgorithmName.SHA384),
        new RsaJws("RS256", HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        new RsaJws("PS256", HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
    ];

    private protected JwsAlgorithm(string name, HashAlgorithmName hash) => (Name, Hash) = (name, hash);

    /// <summary>ECDSA over P-256 with SHA-256.</summary>
    public static JwsAlgorithm ES256 => Known[0];

    /// <summary>ECDSA over P-384 with SHA-384.</summary>
    public static JwsAlgorithm ES384 => Known[1];

    /// <summary>RSA with PKCS#1 v1.5 padding and SHA-256.</summary>
    public static JwsAlgorithm RS256 => Known[2];

    /// <summary>RSA with PSS padding and SHA-256.</summary>
    public static JwsAlgorithm PS256 => Known[3];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<JwsAlgorithm> All { get; } = Known.AsReadOnly();

    /// <summary>The name, as the <c>alg</c> of headers and keys has it.</summary>
    public string Name { get; }

    private protected HashAlgorithmName Hash { get; }

    /// <summary>Finds an algorithm by its name, which is case-sensitive; null when there is none.</summary>
    public static JwsAlgorithm? Find(string? name) => Array.Find(Known, one => one.Name == name);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>True when the key is of this algorithm's kind and size. The curve is checked where keys are read, not here.</summary>
    internal abstract bool Takes(AsymmetricAlgorithm key);

    /// <summary>Signs with a private key that the algorithm takes; of ECDSA r and s one after the other, as JWS has it.</summary>
    /// <remarks>Key objects are not thread-safe.</remarks>
    internal abstract byte[] Sign(ReadOnlySpan<byte> data, AsymmetricAlgorithm key);

    /// <summary>True when the signature over the data was made with the key. Any bytes can be given.</summary>
    /// <remarks>Key objects are not thread-safe.</remarks>
    internal bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, AsymmetricAlgorithm key)
    {
        try
        {
            return Takes(key) && Check(data, signature, key);
        }
        catch (CryptographicException)
        {
            // Some platforms say so when a signature has the wrong form.
            return false;
        }
    }

    private protected abstract bool Check(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, AsymmetricAlgorithm key);
}
