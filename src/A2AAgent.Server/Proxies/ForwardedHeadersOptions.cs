namespace A2AAgent.Server.Proxies;

/// <summary>Which proxies are believed when they say who the client is and how it reaches the agent.</summary>
public sealed class ForwardedHeadersOptions
{
    /// <summary>
    /// The addresses and networks (CIDR) of the proxies in front of the agent, for example <c>10.0.0.0/8</c>. From anywhere else the headers are
    /// ignored. Default: none, and then they always are.
    /// </summary>
    public IList<string> TrustedProxies { get; } = [];

    /// <summary>
    /// The headers that every one of these proxies sets itself, whatever a client has sent; a header that they only pass on is the client's to
    /// write. Default: <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c>.
    /// </summary>
    public ForwardedHeaderNames Headers { get; set; } = ForwardedHeaderNames.XForwardedFor | ForwardedHeaderNames.XForwardedProto;
}

/// <summary>Headers with which proxies tell what they have changed.</summary>
[Flags]
public enum ForwardedHeaderNames
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>X-Forwarded-For</c>: the client's address, and those of the proxies before the last.</summary>
    XForwardedFor = 1,

    /// <summary><c>X-Forwarded-Host</c>: the host that the client asked for.</summary>
    XForwardedHost = 2,

    /// <summary><c>X-Forwarded-Proto</c>: http or https, as the client connected.</summary>
    XForwardedProto = 4,

    /// <summary><c>X-Forwarded-Prefix</c>: the beginning of the path, which the proxy took away.</summary>
    XForwardedPrefix = 8,

    /// <summary><c>Forwarded</c> (RFC 7239), instead of the others.</summary>
    Forwarded = 16,
}
