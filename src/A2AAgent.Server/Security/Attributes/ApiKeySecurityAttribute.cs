namespace A2AAgent.Server;

/// <summary>Clients send a key (specification, section 4.5.2). The keys are in the configuration.</summary>
/// <param name="scheme">The scheme's name.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ApiKeySecurityAttribute(string scheme) : SecuritySchemeAttribute(scheme)
{
    /// <summary>Where the key is sent. Default: in a header.</summary>
    public ApiKeyLocation In { get; set; }

    /// <summary>The name of the header, query parameter or cookie. Default: <c>X-API-Key</c>.</summary>
    public string Name { get; set; } = "X-API-Key";
}

/// <summary>Where a client sends its API key.</summary>
public enum ApiKeyLocation
{
    /// <summary>In a header; in metadata over gRPC.</summary>
    Header,

    /// <summary>In the query string, where proxies and logs may keep it. Prefer a header.</summary>
    Query,

    /// <summary>In a cookie.</summary>
    Cookie,
}
