using A2AAgent.Protocol;

namespace A2AAgent.Mcp.Configuration;

/// <summary>Which headers may be set, and to what.</summary>
internal static class HeaderRules
{
    private static readonly string[] Own = ["Accept", "Content-Length", "Content-Type", "Host", "Mcp-Session-Id", "Mcp-Protocol-Version", "Last-Event-ID", "traceparent", "tracestate"];

    /// <exception cref="AgentConfigurationException">A header is not one, or is not to be set.</exception>
    public static void Check(string section, IDictionary<string, string> headers)
    {
        using var probe = new HttpRequestMessage();
        foreach (var (name, value) in headers)
        {
            if (Own.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw new AgentConfigurationException($"{section}:Headers:{name} cannot be set: MCP's transport or the trace sets it.");
            }

            // The value may be a secret: it is not repeated.
            if (value.AsSpan().ContainsAnyExceptInRange(' ', '~') || !probe.Headers.TryAddWithoutValidation(name, value))
            {
                throw new AgentConfigurationException($"{section}:Headers:{name} must be the name of a request header, and its value printable ASCII.");
            }
        }
    }
}
