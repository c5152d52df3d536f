using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace A2AAgent.Protocol.Signing;

/// <summary>A public key in JSON (RFC 7517): of the elliptic curves P-256 and P-384, or of RSA with 2,048 to 8,192 bits.</summary>
/// <remarks>Immutable and thread-safe. Private members are neither read nor written.</remarks>
public sealed class JsonWebKey
{
    private const string SignatureUse = "sig";

    private readonly PublicKey _public;
    private readonly KeyObjects _objects;
    private readonly JwsAlgorithm[] _algorithms;

    private JsonWebKey(PublicKey @public, KeyMembers members)
    {
        (_public, KeyId, Algorithm, Use) = (@public, members.KeyId, members.Algorithm, members.Use);
        _objects = new KeyObjects(@public.ToKey);
        var allowed = Use is null or SignatureUse && members.MayVerify;
        _algorithms = [.. JwsAlgorithm.All.Where(one => allowed && (Algorithm is null || Algorithm == one.Name)
            && _objects.Use(one, static (key, algorithm) => algorithm.Takes(key)))];
    }

    /// <summary>The name by which signatures refer to the key (<c>kid</c>), or null.</summary>
    public string? KeyId { get; }

    /// <summary>The only algorithm that the key is for (<c>alg</c>), or null.</summary>
    public string? Algorithm { get; }

    /// <summary>What the key is for (<c>use</c>), <c>sig</c> for signatures, or null.</summary>
    public string? Use { get; }

    /// <summary>The kind of key (<c>kty</c>): <c>EC</c> or <c>RSA</c>.</summary>
    public string KeyType => _public.Type;

    /// <summary>The key's fingerprint: base64url of SHA-256, after RFC 7638.</summary>
    public string Thumbprint => Base64Url.EncodeToString(SHA256.HashData(_public.ThumbprintInput()));

    /// <summary>The public half of a key, for signatures.</summary>
    /// <param name="key">A key of ECDSA over P-256 or P-384, or of RSA with 2,048 to 8,192 bits. It is copied.</param>
    /// <param name="keyId">The name of the key; null for its <see cref="Thumbprint"/>.</param>
    /// <param name="algorithm">The algorithm that it is for; null for any that takes it.</param>
    /// <exception cref="ArgumentException">Another kind of key.</exception>
    public static JsonWebKey From(AsymmetricAlgorithm key, string? keyId = null, JwsAlgorithm? algorithm = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        var @public = PublicKey.Of(key) ?? throw new ArgumentException(
            "Must be a key of ECDSA over P-256 or P-384, or of RSA with 2,048 to 8,192 bits.", nameof(key));
        if (algorithm?.Takes(key) is false)
        {
            throw new ArgumentException($"{algorithm} does not take this kind of key.", nameof(algorithm));
        }

        var members = new KeyMembers(keyId, algorithm?.Name, SignatureUse, MayVerify: true);
        var named = new JsonWebKey(@public, members);
        return keyId is null ? new JsonWebKey(@public, members with { KeyId = named.Thumbprint }) : named;
    }

    /// <summary>Reads a key.</summary>
    /// <param name="json">A JSON object. Members that are not known are passed over, private ones too.</param>
    /// <returns>The key, or null for what is of no use here: of another kind or curve, too small, too large, or malformed.</returns>
    public static JsonWebKey? TryRead(JsonElement json)
    {
        try
        {
            return JsonWebKeyReader.Read(json) is ({ } key, var members) ? new JsonWebKey(key, members) : null;
        }
        catch (CryptographicException)
        {
            // What the numbers alone do not show: a point that is not on its curve.
            return null;
        }
    }

    /// <summary>True when the key may verify signatures of an algorithm, by its kind and by what it says that it is for.</summary>
    public bool Fits(JwsAlgorithm algorithm) => Array.IndexOf(_algorithms, algorithm) >= 0;

    /// <summary>True when the signature over the data was made with this key, and the key fits the algorithm.</summary>
    /// <param name="algorithm">The algorithm that the signature names.</param>
    /// <param name="data">What was signed.</param>
    /// <param name="signature">The signature: any bytes.</param>
    public bool Verify(JwsAlgorithm algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        Fits(algorithm) && _objects.Use(
            new Signed(algorithm, data, signature), static (key, signed) => signed.Algorithm.Verify(signed.Data, signed.Signature, key));

    /// <summary>Writes the key.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        _public.WriteMembers(writer);
        WriteText(writer, "kid", KeyId);
        WriteText(writer, "use", Use);
        WriteText(writer, "alg", Algorithm);
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private readonly ref struct Signed(JwsAlgorithm algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        public JwsAlgorithm Algorithm { get; } = algorithm;

        public ReadOnlySpan<byte> Data { get; } = data;

        public ReadOnlySpan<byte> Signature { get; } = signature;
    }
}
