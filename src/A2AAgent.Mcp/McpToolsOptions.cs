namespace A2AAgent.Mcp;

/// <summary>Where an MCP server is and how it is called. In the configuration: the section <c>Mcp:{name}</c>, with the same names.</summary>
public sealed class McpToolsOptions
{
    /// <summary>The server's end point for streamable HTTP, for example <c>https://ledger.example.com/mcp</c>.</summary>
    public Uri? Url { get; set; }

    /// <summary>How long a call may take, connecting included. Default: 30 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long connecting and opening a session may take. Default: 10 seconds.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The bytes that an answer may have. Default: 8 MiB.</summary>
    public long MaxResponseBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>The tools that are listed at most; a server that has more is not asked for the rest. Default: 1000.</summary>
    public int MaxTools { get; set; } = 1000;

    /// <summary>A token for the header <c>Authorization: Bearer</c>, or null.</summary>
    public string? BearerToken { get; set; }

    /// <summary>A file with such a token, read again for every request, so that it may be replaced at any time; null for none.</summary>
    public string? BearerTokenFile { get; set; }

    /// <summary>Gives such a token for each request; null for none. Not in the configuration.</summary>
    public Func<CancellationToken, ValueTask<string>>? BearerTokenProvider { get; set; }

    /// <summary>Headers of every request, such as <c>X-Api-Key</c>.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}
