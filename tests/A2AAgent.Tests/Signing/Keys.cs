using System.Security.Cryptography;
using A2AAgent.Protocol.Signing;

namespace A2AAgent.Tests.Signing;

/// <summary>Keys for tests.</summary>
internal static class Keys
{
    public static TheoryData<string> Algorithms => [.. JwsAlgorithm.All.Select(static one => one.Name)];

    public static ECDsa Ec256() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>A new key in PEM (PKCS#8).</summary>
    public static string Pem(string algorithm = "ES256")
    {
        using AsymmetricAlgorithm key = algorithm switch
        {
            "ES256" => Ec256(),
            "ES384" => ECDsa.Create(ECCurve.NamedCurves.nistP384),
            _ => RSA.Create(2048),
        };
        return key.ExportPkcs8PrivateKeyPem();
    }

    /// <summary>A new key.</summary>
    public static SigningKey Signing(string algorithm = "ES256", string? keyId = null) =>
        SigningKey.FromPem(Pem(algorithm), keyId, JwsAlgorithm.Find(algorithm));
}
