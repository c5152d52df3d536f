using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace A2AAgent.Server.Security.ApiKeys;

/// <summary>API keys in a header, query parameter or cookie.</summary>
internal sealed class ApiKeyAuthenticator : ISchemeAuthenticator, IDisposable
{
    private static readonly AuthenticateResult None = AuthenticateResult.NoResult();
    private static readonly AuthenticateResult Unknown = AuthenticateResult.Fail("the API key is not known");
    private static readonly AuthenticateResult Repeated = AuthenticateResult.Fail("the API key is there more than once");

    private readonly ApiKeySecurityScheme _declared;
    private readonly ApiKeyRing _keys;

    /// <exception cref="AgentConfigurationException">There are no keys, or one is incomplete.</exception>
    public ApiKeyAuthenticator(PlannedScheme scheme, IConfiguration configuration, AgentOptions options, TimeProvider time, ILogger<ApiKeyAuthenticator> logger)
    {
        _declared = (ApiKeySecurityScheme)scheme.Declared;
        _keys = new ApiKeyRing(scheme, configuration, options.Security.ReloadInterval, time, logger);
    }

    public ValueTask<AuthenticateResult> AuthenticateAsync(HttpContext http)
    {
        var presented = Presented(http.Request);
        return presented.Count == 0 ? new(None) : new(Check(presented, http));
    }

    public void Dispose() => _keys.Dispose();

    private AuthenticateResult Check(StringValues presented, HttpContext http)
    {
        if (presented.Count > 1)
        {
            return Repeated;
        }

        return presented[0] is { Length: > 0 and <= ApiKeySet.LongestKey } key ? Find(key, http) ?? Unknown : Unknown;
    }

    private AuthenticateResult? Find(string key, HttpContext http)
    {
        var keys = _keys.Current;
        var connection = ConnectionMemory.Of(http);
        if (connection?.TryGetValue(this, out var last) is true && last is ConnectionKey known && known.Is(key, keys))
        {
            return known.Holder;
        }

        var holder = keys.Find(key);
        if (holder is not null)
        {
            connection?[this] = new ConnectionKey(key, keys, holder);
        }

        return holder;
    }

    private StringValues Presented(HttpRequest request) => _declared.Location switch
    {
        "header" => request.Headers[_declared.Name],
        "query" => request.QueryString.HasValue ? request.Query[_declared.Name] : default,
        _ => request.Cookies[_declared.Name] is { } cookie ? cookie : default(StringValues),
    };
}
