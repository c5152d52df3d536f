using System.Net;
using System.Text.Json;
using A2AAgent.Protocol.Signing;

namespace A2AAgent.Server.Security.Jwt;

/// <summary>
/// Fetches an issuer's metadata and keys. Redirects are not followed: who can redirect could name other keys. The caller bounds the time.
/// </summary>
internal sealed class IssuerClient : IDisposable
{
    private readonly JwtOptions _options;
    private readonly HttpClient _http;

    public IssuerClient(JwtOptions options)
    {
        _options = options;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = options.FetchTimeout,
            MaxResponseHeadersLength = 16,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10),
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = options.MaxDocumentBytes };
    }

    /// <exception cref="IssuerException">The issuer answered something that cannot be used.</exception>
    /// <exception cref="HttpRequestException">The issuer cannot be reached, or its answer is too large.</exception>
    public async Task<IssuerKeys> FetchAsync(CancellationToken cancellationToken)
    {
        if (_options is { Issuer: { } issuer, JwksUrl: { } jwks })
        {
            return new IssuerKeys(issuer, await GetKeysAsync(jwks, cancellationToken));
        }

        var (address, metadata) = await GetMetadataAsync(cancellationToken);
        metadata.CheckIssuer(_options.Issuer, address);
        return new IssuerKeys(metadata.Issuer, await GetKeysAsync(_options.JwksUrl ?? KeysUrl(metadata, address), cancellationToken));
    }

    public void Dispose() => _http.Dispose();

    private async Task<(Uri Address, IssuerMetadata Metadata)> GetMetadataAsync(CancellationToken cancellationToken)
    {
        Uri[] addresses = _options.MetadataUrl is { } configured ? [configured] : IssuerMetadata.Addresses(_options.Issuer!);
        foreach (var address in addresses)
        {
            if (await GetAsync(address, isLast: address == addresses[^1], cancellationToken) is { } json)
            {
                return (address, Read(address, "metadata", () => IssuerMetadata.Read(json)));
            }
        }

        throw new IssuerException("There is no address of metadata.");
    }

    private async Task<JsonWebKeySet> GetKeysAsync(Uri address, CancellationToken cancellationToken)
    {
        var json = await GetAsync(address, isLast: true, cancellationToken);
        var keys = Read(address, "key set", () => JsonWebKeySet.FromUtf8(json));
        return keys.Keys.Count > 0 ? keys : throw new IssuerException($"{address} has no key of RSA or of the elliptic curves P-256 and P-384 for signatures.");
    }

    /// <summary>The document, or null when it is not there and not the last to be asked for.</summary>
    private async Task<byte[]?> GetAsync(Uri address, bool isLast, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("application/json");
        using var response = await _http.SendAsync(request, cancellationToken);
        return response.StatusCode switch
        {
            HttpStatusCode.OK => await response.Content.ReadAsByteArrayAsync(cancellationToken),
            HttpStatusCode.NotFound when !isLast => null,
            >= HttpStatusCode.Moved and < HttpStatusCode.BadRequest => throw new IssuerException($"{address} redirects, which is not followed."),
            var status => throw new IssuerException($"{address} answered with status {(int)status}."),
        };
    }

    /// <summary>Keys fetched over HTTPS cannot be replaced on the way: metadata must not lead away from it.</summary>
    private Uri KeysUrl(IssuerMetadata metadata, Uri address)
    {
        var isUsable = Uri.TryCreate(metadata.JwksUrl, UriKind.Absolute, out var url) && IssuerAddress.IsAllowed(url, _options.AllowHttp)
            && (url.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);
        return isUsable ? url! : throw new IssuerException($"{address} has '{Operations.Text.Clip(metadata.JwksUrl)}' as jwks_uri; it must be an https URL.");
    }

    private static T Read<T>(Uri address, string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new IssuerException($"{address} is no {what}: it is not the JSON that it should be.");
        }
    }
}
