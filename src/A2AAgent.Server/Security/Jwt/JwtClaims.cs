using System.Text.Json;

namespace A2AAgent.Server.Security.Jwt;

/// <summary>The claims of a token (RFC 7519, section 4; RFC 9068, section 2.2): those that are checked, and the simple ones of the rest.</summary>
internal sealed class JwtClaims
{
    private const int MaxAudiences = 64;
    private const int MaxScopes = 256;
    private const int MaxOthers = 32;

    private readonly List<KeyValuePair<string, string>> _others = [];

    private JwtClaims()
    {
    }

    public string? Issuer { get; private set; }

    public IReadOnlyList<string> Audiences { get; private set; } = [];

    /// <summary>The subject, or else the client: tokens of the client credentials grant need not name a subject.</summary>
    public string? Subject => _subject ?? _clientId ?? _authorizedParty;

    public DateTimeOffset? Expires { get; private set; }

    public DateTimeOffset? NotBefore { get; private set; }

    public IReadOnlyCollection<string> Scopes => _scope ?? _scp ?? [];

    public string? Tenant { get; private set; }

    /// <summary>True when only the holder of a certain key may use the token (RFC 7800).</summary>
    public bool IsBound { get; private set; }

    /// <summary>The hash of the certificate to which the token is bound (RFC 8705), or null.</summary>
    public string? CertificateThumbprint { get; private set; }

    /// <summary>Further claims that are text, numbers or truth values: the first few.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Others => _others;

    private string? _subject;
    private string? _clientId;
    private string? _authorizedParty;
    private HashSet<string>? _scope;
    private HashSet<string>? _scp;

    /// <exception cref="JsonException">These are no claims.</exception>
    /// <exception cref="InvalidOperationException">They hold half a surrogate pair.</exception>
    public static JwtClaims Read(ReadOnlySpan<byte> json, JwtOptions options)
    {
        var claims = new JwtClaims();
        var reader = new JoseObject(json);
        while (reader.Next(out var name))
        {
            claims.Take(name, ref reader, options);
        }

        return claims;
    }

    private void Take(string name, ref JoseObject value, JwtOptions options)
    {
        if (name == options.TenantClaim)
        {
            Tenant = value.ValueType == JsonTokenType.Null ? null : value.Simple() ?? throw new JsonException();
        }

        if (name == (options.ScopeClaim ?? "scope"))
        {
            _scope = Scope(ref value);
        }
        else if (name == "scp" && options.ScopeClaim is null)
        {
            _scp = Scope(ref value);
        }
        else
        {
            TakeRegistered(name, ref value);
        }
    }

    private void TakeRegistered(string name, ref JoseObject value)
    {
        switch (name)
        {
            case "iss":
                Issuer = value.Text();
                break;
            case "aud":
                Audiences = value.Texts(MaxAudiences);
                break;
            case "sub":
                _subject = NotEmpty(value.Text());
                break;
            case "exp":
                Expires = value.Time();
                break;
            case "nbf":
                NotBefore = value.Time();
                break;
            case "cnf":
                (IsBound, CertificateThumbprint) = (true, value.TextWithin("x5t#S256"));
                break;
            default:
                TakeOther(name, value.Simple());
                break;
        }
    }

    private void TakeOther(string name, string? value)
    {
        _clientId = name == "client_id" ? NotEmpty(value) : _clientId;
        _authorizedParty = name == "azp" ? NotEmpty(value) : _authorizedParty;

        // These names mean the caller to everything behind: only the claims that the settings name may speak under them.
        if (value is not null && _others.Count < MaxOthers && name is not ("scope" or "scp" or "tenant"))
        {
            _others.Add(new(name, value));
        }
    }

    private static HashSet<string> Scope(ref JoseObject value)
    {
        var scopes = value.ValueType == JsonTokenType.String
            ? new HashSet<string>(value.Text().Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal)
            : new HashSet<string>(value.Texts(MaxScopes), StringComparer.Ordinal);
        return scopes.Count <= MaxScopes ? scopes : throw new JsonException();
    }

    private static string? NotEmpty(string? value) => value is { Length: > 0 } ? value : null;
}
