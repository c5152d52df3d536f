using A2AAgent.Client.Transports.Http;

namespace A2AAgent.Client.Transports.Rest;

/// <summary>The addresses of an agent's resources (specification, section 11.3), each below the tenant when there is one.</summary>
internal sealed class RestAddress(AgentChannel channel)
{
    private readonly string _base = channel.Url.GetLeftPart(UriPartial.Path).TrimEnd('/');
    private readonly string _query = channel.Url.Query;

    /// <summary>The address of a resource.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="tenant">The tenant; empty for none.</param>
    /// <param name="path">The path below the tenant, its values made by <see cref="Segment"/>.</param>
    /// <param name="query">The parameters, beginning with a question mark; empty for none.</param>
    /// <exception cref="RemoteAgentException">The tenant cannot be part of an address.</exception>
    public Uri Of(string operation, string tenant, string path, string query = "")
    {
        var below = tenant.Length > 0 ? $"/{Segment(operation, "tenant", tenant)}" : "";
        return new Uri($"{_base}{below}{path}{Joined(query)}");
    }

    /// <summary>A value as one segment of a path. What would name another resource is refused: none, and the two that mean folders.</summary>
    /// <exception cref="RemoteAgentException">The value cannot be part of an address.</exception>
    public string Segment(string operation, string field, string value) => value is "" or "." or ".."
        ? throw channel.Failures.NotSent(operation, $"{field} '{value}' cannot be part of an address", error: AgentError.InvalidParams, transient: false)
        : Uri.EscapeDataString(value);

    private string Joined(string query) => _query.Length > 0 && query.Length > 0 ? $"{_query}&{query[1..]}" : _query + query;
}
