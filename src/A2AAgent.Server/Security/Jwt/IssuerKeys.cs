using A2AAgent.Protocol.Signing;

namespace A2AAgent.Server.Security.Jwt;

/// <summary>An issuer and the keys that it publishes. Another instance means other keys.</summary>
internal sealed class IssuerKeys(string issuer, JsonWebKeySet keys)
{
    /// <summary>With a token that names no key, more than this many are not tried.</summary>
    private const int MaxTried = 4;

    private readonly byte[] _utf8 = keys.ToUtf8();

    public string Issuer => issuer;

    public int Count => keys.Keys.Count;

    public bool IsSame(IssuerKeys other) => issuer == other.Issuer && _utf8.AsSpan().SequenceEqual(other._utf8);

    /// <summary>What is wrong with the token's signature, or null.</summary>
    public JwtFailure? Verify(UnverifiedJwt token)
    {
        var known = false;
        foreach (var key in keys.Find(token.KeyId, token.Algorithm).Take(MaxTried))
        {
            if (key.Verify(token.Algorithm, token.Signed.Span, token.Signature))
            {
                return null;
            }

            known = true;
        }

        // Without a name, it may be of a key that is published by now.
        return known && token.KeyId is not null ? JwtFailure.WrongSignature : JwtFailure.UnknownKey;
    }
}
