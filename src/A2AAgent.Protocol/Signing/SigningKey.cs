using System.Security.Cryptography;

namespace A2AAgent.Protocol.Signing;

/// <summary>A private key that signs.</summary>
/// <remarks>Thread-safe. The key never leaves it.</remarks>
public sealed class SigningKey
{
    private readonly AsymmetricAlgorithm _key;
    private readonly Lock _signing = new();

    private SigningKey(AsymmetricAlgorithm key, JwsAlgorithm algorithm, string? keyId) =>
        (_key, Algorithm, Public) = (key, algorithm, JsonWebKey.From(key, keyId, algorithm));

    /// <summary>The algorithm that it signs with.</summary>
    public JwsAlgorithm Algorithm { get; }

    /// <summary>The key's name.</summary>
    public string KeyId => Public.KeyId!;

    /// <summary>The public half, for those who verify.</summary>
    public JsonWebKey Public { get; }

    /// <summary>Reads a private key in PEM: PKCS#8, SEC 1 (<c>EC PRIVATE KEY</c>) or PKCS#1 (<c>RSA PRIVATE KEY</c>).</summary>
    /// <param name="pem">The file's text.</param>
    /// <param name="keyId">The key's name; null for the thumbprint of its public half (RFC 7638).</param>
    /// <param name="algorithm">The algorithm; null for ES256, ES384 or RS256, whichever takes the key.</param>
    /// <exception cref="CryptographicException">Not such a key, protected by a password, or not one that the algorithm takes. The text says which.</exception>
    public static SigningKey FromPem(string pem, string? keyId = null, JwsAlgorithm? algorithm = null)
    {
        ArgumentNullException.ThrowIfNull(pem);
        var key = PemKey.Read(pem);
        if (PublicKey.Of(key) is null)
        {
            throw new CryptographicException("The private key must be one of ECDSA over P-256 or P-384, or of RSA with 2,048 to 8,192 bits.");
        }

        return algorithm?.Takes(key) is false
            ? throw new CryptographicException($"{algorithm} does not take this kind of key.")
            : new SigningKey(key, algorithm ?? JwsAlgorithm.All.First(one => one.Takes(key)), keyId);
    }

    /// <summary>Signs data.</summary>
    /// <returns>The signature, as JWS has it.</returns>
    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        lock (_signing)
        {
            return Algorithm.Sign(data, _key);
        }
    }
}
