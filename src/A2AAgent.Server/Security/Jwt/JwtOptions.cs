namespace A2AAgent.Server.Security.Jwt;

/// <summary>How one security scheme checks access tokens that are JWTs (RFC 7519, RFC 9068).</summary>
internal sealed class JwtOptions
{
    /// <summary>The scheme's name.</summary>
    public string Scheme { get; set; } = "";

    /// <summary>
    /// Who issues the tokens: what <c>iss</c> must be, to the letter. Default: none; then <see cref="MetadataUrl"/> says it.
    /// </summary>
    public string? Issuer { get; set; }

    /// <summary>
    /// The issuer's metadata (OpenID Connect Discovery 1.0, RFC 8414). Default: <see cref="Issuer"/> with
    /// <c>/.well-known/openid-configuration</c>, and when that is not found, RFC 8414's <c>/.well-known/oauth-authorization-server</c>.
    /// </summary>
    public Uri? MetadataUrl { get; set; }

    /// <summary>The issuer's keys. Default: none; then the metadata names them.</summary>
    public Uri? JwksUrl { get; set; }

    /// <summary>Whom the tokens are for: one of these must be in <c>aud</c>.</summary>
    public IReadOnlyList<string> Audiences { get; set; } = [];

    /// <summary>By how much the issuer's clock may differ from ours. Default: 30 seconds.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The claim that names the caller's tenant. Default: <c>tenant</c>.</summary>
    public string TenantClaim { get; set; } = "tenant";

    /// <summary>The claim that holds the scopes, as text with spaces or as an array. Default: none; then it is <c>scope</c>, or else <c>scp</c>.</summary>
    public string? ScopeClaim { get; set; }

    /// <summary>True to fetch metadata and keys over plain HTTP from hosts other than this one. Default: false.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>How long fetched keys are used before they are fetched again. Default: 1 hour.</summary>
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// The least time from a fetch to the next, whatever tokens come: those signed with a key that is not known ask for one. After a
    /// failure the next comes sooner, first after a second, then after twice as long each time. Default: 30 seconds.
    /// </summary>
    public TimeSpan RefreshLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long fetching metadata and keys may take. Default: 10 seconds.</summary>
    public TimeSpan FetchTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The largest metadata document or key set, in bytes. Default: 512 KiB.</summary>
    public int MaxDocumentBytes { get; set; } = 512 * 1024;

    /// <summary>The longest token, in characters. Default: 12,288, which is below what the metadata of a gRPC call may have.</summary>
    public int MaxTokenLength { get; set; } = 12 * 1024;

    /// <summary>How many verified tokens are remembered; rounded up to a power of two. Default: 4,096.</summary>
    public int RememberedTokens { get; set; } = 4_096;

    /// <summary>How long a verified token is remembered, at most until it expires. Default: 5 minutes.</summary>
    public TimeSpan RememberFor { get; set; } = TimeSpan.FromMinutes(5);
}
