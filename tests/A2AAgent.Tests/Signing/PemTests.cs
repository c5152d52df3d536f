using System.Security.Cryptography;
using A2AAgent.Protocol.Signing;

namespace A2AAgent.Tests.Signing;

/// <summary>Private keys as files have them.</summary>
public sealed class PemTests
{
    private static readonly PbeParameters Protection = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);

    public static TheoryData<string, string> Good
    {
        get
        {
            using var ec = Keys.Ec256();
            using var ec384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
            using var rsa = RSA.Create(2048);
            return new()
            {
                { ec.ExportPkcs8PrivateKeyPem(), "ES256" },
                { ec.ExportECPrivateKeyPem(), "ES256" },
                { ec384.ExportPkcs8PrivateKeyPem(), "ES384" },
                { ec384.ExportECPrivateKeyPem(), "ES384" },
                { rsa.ExportPkcs8PrivateKeyPem(), "RS256" },
                { rsa.ExportRSAPrivateKeyPem(), "RS256" },
                // As `openssl ecparam -genkey` writes it, with text before and after.
                { "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" + ec.ExportECPrivateKeyPem() + "\n", "ES256" },
                { "the key:\r\n" + ec.ExportPkcs8PrivateKeyPem().ReplaceLineEndings("\r\n") + "\r\nthat was it", "ES256" },
                { ec.ExportSubjectPublicKeyInfoPem() + "\n" + ec.ExportPkcs8PrivateKeyPem(), "ES256" },
            };
        }
    }

    public static TheoryData<string, string> Bad
    {
        get
        {
            using var ec = Keys.Ec256();
            using var rsa = RSA.Create(2048);
            using var small = RSA.Create(1024);
            using var other = ECDsa.Create(ECCurve.NamedCurves.nistP521);
            using var koblitz = ECDsa.Create(ECCurve.CreateFromFriendlyName("secp256k1"));
            return new()
            {
                { ec.ExportEncryptedPkcs8PrivateKeyPem("secret", Protection), "password" },
                { "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----", "password" },
                { ec.ExportSubjectPublicKeyInfoPem(), "no private key" },
                { "", "no private key" },
                { "secret words", "no private key" },
                { "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "damaged" },
                { "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----", "damaged" },
                { PemEncoding.WriteString("PRIVATE KEY", rsa.ExportPkcs8PrivateKey().AsSpan(..^100)), "damaged" },
                { rsa.ExportPkcs8PrivateKeyPem()[..^200], "no private key" },
                { small.ExportPkcs8PrivateKeyPem(), "2,048" },
                { other.ExportPkcs8PrivateKeyPem(), "P-384" },
                { koblitz.ExportPkcs8PrivateKeyPem(), "P-384" },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Good), DisableDiscoveryEnumeration = true)]
    public void Every_form_of_private_key_is_read(string pem, string algorithm)
    {
        var key = SigningKey.FromPem(pem);

        Assert.Equal(algorithm, key.Algorithm.Name);
        Assert.Equal(key.Public.Thumbprint, key.KeyId);
        Assert.True(key.Public.Verify(key.Algorithm, "data"u8, key.Sign("data"u8)));
    }

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void What_is_no_key_to_sign_with_is_said_without_a_word_of_it(string pem, string said)
    {
        var wrong = Assert.Throws<CryptographicException>(() => SigningKey.FromPem(pem));

        Assert.Contains(said, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", wrong.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ES256", "ES384")]
    [InlineData("ES384", "PS256")]
    [InlineData("RS256", "ES256")]
    public void A_key_that_the_algorithm_does_not_take_is_refused(string key, string algorithm) =>
        Assert.Contains(algorithm, Assert.Throws<CryptographicException>(() => SigningKey.FromPem(Keys.Pem(key), algorithm: JwsAlgorithm.Find(algorithm))).Message, StringComparison.Ordinal);
}
