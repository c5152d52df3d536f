using System.Text.Json;

namespace A2AAgent.Server.Security.Jwt;

/// <summary>An issuer's metadata: OpenID Connect Discovery 1.0, section 3, or RFC 8414, section 2.</summary>
internal readonly record struct IssuerMetadata(string Issuer, string JwksUrl)
{
    private const string OpenId = "/.well-known/openid-configuration";
    private const string OAuth = "/.well-known/oauth-authorization-server";

    /// <summary>Where an issuer's metadata may be: OpenID Connect appends its well-known path, RFC 8414 puts its own before the path.</summary>
    public static Uri[] Addresses(string issuer)
    {
        var url = new Uri(issuer);
        var path = url.AbsolutePath.TrimEnd('/');
        return [new Uri(url, path + OpenId), new Uri(url, OAuth + path)];
    }

    /// <summary>The issuer that metadata at this address may speak for, without a slash at its end; null when the address does not say.</summary>
    public static string? IssuerOf(Uri address)
    {
        var path = address.AbsolutePath;
        var origin = address.GetLeftPart(UriPartial.Authority);
        return path.EndsWith(OpenId, StringComparison.Ordinal) ? origin + path[..^OpenId.Length]
            : path == OAuth || path.StartsWith(OAuth + '/', StringComparison.Ordinal) ? origin + path[OAuth.Length..].TrimEnd('/')
            : null;
    }

    /// <exception cref="JsonException">It is no metadata.</exception>
    /// <exception cref="InvalidOperationException">It holds half a surrogate pair.</exception>
    public static IssuerMetadata Read(ReadOnlySpan<byte> json)
    {
        var metadata = new IssuerMetadata("", "");
        var reader = new JoseObject(json);
        while (reader.Next(out var name))
        {
            metadata = name switch
            {
                "issuer" => metadata with { Issuer = reader.Text() },
                "jwks_uri" => metadata with { JwksUrl = reader.Text() },
                _ => metadata,
            };
        }

        return metadata;
    }

    /// <summary>Refuses metadata that speaks for another issuer (OpenID Connect Discovery 1.0, section 4.3; RFC 8414, section 3.3).</summary>
    /// <param name="configured">The issuer of the settings, or null.</param>
    /// <param name="address">Where the metadata came from.</param>
    /// <exception cref="IssuerException">Another issuer.</exception>
    public void CheckIssuer(string? configured, Uri address)
    {
        if (configured is not null ? Issuer != configured : Issuer.TrimEnd('/') != IssuerOf(address))
        {
            throw new IssuerException($"{address} is the metadata of issuer '{Operations.Text.Clip(Issuer)}', not of '{configured ?? IssuerOf(address)}'.");
        }
    }
}
