using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace A2AAgent.Protocol.Signing;

/// <summary>The numbers of a public key, named as JSON Web Keys name them (RFC 7518, section 6).</summary>
internal abstract record PublicKey(string Type)
{
    /// <summary>The public half of a key; null for one that no algorithm takes.</summary>
    public static PublicKey? Of(AsymmetricAlgorithm key) => key switch
    {
        ECDsa ec => EcPublicKey.Of(ec.ExportParameters(includePrivateParameters: false)),
        RSA rsa when JwsAlgorithm.RS256.Takes(rsa) => RsaPublicKey.Of(rsa.ExportParameters(includePrivateParameters: false)),
        _ => null,
    };

    /// <summary>A key object that verifies.</summary>
    /// <exception cref="CryptographicException">The numbers are no key.</exception>
    public abstract AsymmetricAlgorithm ToKey();

    public abstract void WriteMembers(Utf8JsonWriter writer);

    /// <summary>What the thumbprint is made of: the members that make the key, in the order of their names.</summary>
    public abstract byte[] ThumbprintInput();
}

/// <summary>A point on a curve.</summary>
internal sealed record EcPublicKey(EcCurve Curve, byte[] X, byte[] Y) : PublicKey("EC")
{
    public static EcPublicKey? Of(ECParameters key) => EcCurve.Of(key.Curve) is { } curve ? new EcPublicKey(curve, key.Q.X!, key.Q.Y!) : null;

    public override AsymmetricAlgorithm ToKey() => ECDsa.Create(new ECParameters { Curve = Curve.Parameters, Q = new ECPoint { X = X, Y = Y } });

    public override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteString("kty", Type);
        writer.WriteString("crv", Curve.Name);
        writer.WriteString("x", Base64Url.EncodeToString(X));
        writer.WriteString("y", Base64Url.EncodeToString(Y));
    }

    public override byte[] ThumbprintInput() => Encoding.UTF8.GetBytes(
        $$"""{"crv":"{{Curve.Name}}","kty":"EC","x":"{{Base64Url.EncodeToString(X)}}","y":"{{Base64Url.EncodeToString(Y)}}"}""");
}

/// <summary>Modulus and exponent.</summary>
internal sealed record RsaPublicKey(byte[] Modulus, byte[] Exponent) : PublicKey("RSA")
{
    public static RsaPublicKey Of(RSAParameters key) => new(key.Modulus!, key.Exponent!);

    public override AsymmetricAlgorithm ToKey() => RSA.Create(new RSAParameters { Modulus = Modulus, Exponent = Exponent });

    public override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteString("kty", Type);
        writer.WriteString("n", Base64Url.EncodeToString(Modulus));
        writer.WriteString("e", Base64Url.EncodeToString(Exponent));
    }

    public override byte[] ThumbprintInput() => Encoding.UTF8.GetBytes(
        $$"""{"e":"{{Base64Url.EncodeToString(Exponent)}}","kty":"RSA","n":"{{Base64Url.EncodeToString(Modulus)}}"}""");
}
