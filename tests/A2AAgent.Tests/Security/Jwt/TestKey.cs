using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace A2AAgent.Tests.Security.Jwt;

/// <summary>A key of an issuer, which signs by means of the platform alone.</summary>
internal sealed class TestKey
{
    private readonly AsymmetricAlgorithm _key;

    private TestKey(string algorithm, AsymmetricAlgorithm key, string? id) => (Algorithm, _key, Id) = (algorithm, key, id ?? Guid.NewGuid().ToString("N"));

    public string Algorithm { get; }

    public string Id { get; }

    /// <summary>What an attacker knows of the key.</summary>
    public byte[] Public => _key.ExportSubjectPublicKeyInfo();

    public string PublicPem => _key.ExportSubjectPublicKeyInfoPem();

    public static TestKey Make(string algorithm = "ES256", string? id = null) => new(algorithm, algorithm switch
    {
        "ES256" => ECDsa.Create(ECCurve.NamedCurves.nistP256),
        "ES384" => ECDsa.Create(ECCurve.NamedCurves.nistP384),
        _ => RSA.Create(2048),
    }, id);

    /// <summary>The same key for another algorithm.</summary>
    public TestKey As(string algorithm) => new(algorithm, _key, Id);

    public string Sign(string signed)
    {
        var data = Encoding.ASCII.GetBytes(signed);
        lock (_key)
        {
            return Base64Url.EncodeToString(Algorithm switch
            {
                "ES256" => ((ECDsa)_key).SignData(data, HashAlgorithmName.SHA256),
                "ES384" => ((ECDsa)_key).SignData(data, HashAlgorithmName.SHA384),
                "RS256" => ((RSA)_key).SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
                _ => ((RSA)_key).SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            });
        }
    }

    public string ToJson() => _key switch
    {
        ECDsa ec when ec.ExportParameters(false) is var point =>
            $$"""{"kty":"EC","use":"sig","kid":"{{Id}}","crv":"P-{{ec.KeySize}}","x":"{{Base64Url.EncodeToString(point.Q.X)}}","y":"{{Base64Url.EncodeToString(point.Q.Y)}}"}""",
        RSA rsa when rsa.ExportParameters(false) is var numbers =>
            $$"""{"kty":"RSA","use":"sig","kid":"{{Id}}","n":"{{Base64Url.EncodeToString(numbers.Modulus)}}","e":"{{Base64Url.EncodeToString(numbers.Exponent)}}"}""",
        _ => throw new InvalidOperationException(),
    };
}
