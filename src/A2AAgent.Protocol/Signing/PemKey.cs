using System.Security.Cryptography;

namespace A2AAgent.Protocol.Signing;

/// <summary>Private keys in PEM. What is wrong is said without a word of the key.</summary>
internal static class PemKey
{
    private const string Allowed = "PRIVATE KEY (PKCS#8), EC PRIVATE KEY (SEC 1) or RSA PRIVATE KEY (PKCS#1)";

    /// <exception cref="CryptographicException">Not a private key of ECDSA or RSA without a password.</exception>
    public static AsymmetricAlgorithm Read(string pem)
    {
        if (pem.Contains("BEGIN ENCRYPTED PRIVATE KEY", StringComparison.Ordinal) || pem.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
        {
            throw new CryptographicException("The key is protected by a password, which cannot be given here; write it without one: openssl pkcs8 -topk8 -nocrypt.");
        }

        for (ReadOnlySpan<char> rest = pem; PemEncoding.TryFind(rest, out var fields); rest = rest[fields.Location.End..])
        {
            var bytes = new byte[fields.DecodedDataLength];
            try
            {
                if (Make(rest[fields.Label], rest[fields.Base64Data], bytes) is { } key)
                {
                    return key;
                }
            }
            catch (CryptographicException e)
            {
                throw new CryptographicException("The private key is damaged, or neither of ECDSA nor of RSA.", e);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(bytes);
            }
        }

        throw new CryptographicException($"There is no private key in it; there must be a PEM block {Allowed}.");
    }

    private static AsymmetricAlgorithm? Make(ReadOnlySpan<char> label, ReadOnlySpan<char> base64, byte[] bytes)
    {
        Convert.TryFromBase64Chars(base64, bytes, out _);
        return label switch
        {
            "PRIVATE KEY" => Pkcs8(bytes),
            "EC PRIVATE KEY" => Import(ECDsa.Create(), bytes, static (ec, bytes) => ec.ImportECPrivateKey(bytes, out _)),
            "RSA PRIVATE KEY" => Import(RSA.Create(), bytes, static (rsa, bytes) => rsa.ImportRSAPrivateKey(bytes, out _)),
            _ => null,
        };
    }

    /// <summary>The kind of key stands inside; who cannot read it says so.</summary>
    private static AsymmetricAlgorithm Pkcs8(byte[] bytes)
    {
        try
        {
            return Import(ECDsa.Create(), bytes, static (ec, bytes) => ec.ImportPkcs8PrivateKey(bytes, out _));
        }
        catch (CryptographicException)
        {
            return Import(RSA.Create(), bytes, static (rsa, bytes) => rsa.ImportPkcs8PrivateKey(bytes, out _));
        }
    }

    private static T Import<T>(T key, byte[] bytes, Action<T, byte[]> import)
        where T : AsymmetricAlgorithm
    {
        try
        {
            import(key, bytes);
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }
}
