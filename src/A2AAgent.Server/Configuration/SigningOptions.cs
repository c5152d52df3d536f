namespace A2AAgent.Server.Configuration;

/// <summary>How the Agent Card is signed (specification, section 8.4). Without keys it is not.</summary>
public sealed class SigningOptions
{
    /// <summary>
    /// The private keys, the newest first. Each of them signs, and the public halves of all are at <c>/.well-known/jwks.json</c>: to rotate,
    /// put the new key in front, and take the old one away when nobody has only that one any more. Default: none.
    /// </summary>
    public IList<SigningKeyOptions> Keys { get; } = [];

    /// <summary>Where clients are told to find the public keys (<c>jku</c>). Default: <c>/.well-known/jwks.json</c> below the public URL.</summary>
    public string? JwksUrl { get; set; }

    /// <summary>
    /// Also sign the card in the form that the SDKs for JavaScript and Python make of it, when that differs: they leave out whatever is empty,
    /// a security requirement without scopes for one. Default: true.
    /// </summary>
    public bool ForOtherSdks { get; set; } = true;
}

/// <summary>A key that signs the card.</summary>
public sealed class SigningKeyOptions
{
    /// <summary>
    /// The private key in PEM: PKCS#8, SEC 1 or PKCS#1, without a password. It is read again when it changes, every
    /// <see cref="SecurityOptions.ReloadInterval"/>.
    /// </summary>
    public string? File { get; set; }

    /// <summary>The key's name (<c>kid</c>). Default: the thumbprint of its public half (RFC 7638).</summary>
    public string? KeyId { get; set; }

    /// <summary><c>ES256</c>, <c>ES384</c>, <c>RS256</c> or <c>PS256</c>. Default: what takes the key; of RSA, <c>RS256</c>.</summary>
    public string? Algorithm { get; set; }
}
