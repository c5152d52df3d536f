using A2AAgent.Client.Resilience;

namespace A2AAgent.Client.Hosting;

/// <summary>The section <c>Agents:{name}</c> of the configuration. What is not set keeps what the code says.</summary>
internal sealed class AgentClientSettings
{
    /// <summary>Its address, or that of its card.</summary>
    public string? Url { get; set; }

    public KubernetesSettings? Kubernetes { get; set; }

    public DaprSettings? Dapr { get; set; }

    public DirectorySettings? Directory { get; set; }

    public List<string>? Bindings { get; set; }

    public List<string>? Extensions { get; set; }

    public Dictionary<string, string>? Headers { get; set; }

    public int? MaxResponseBytes { get; set; }

    public TrustSettings? Trust { get; set; }

    public CredentialSettings? Credentials { get; set; }

    /// <summary>Bound onto what the code says.</summary>
    public ResilienceOptions? Resilience { get; set; }
}

/// <summary>An agent behind a Kubernetes Service.</summary>
internal sealed class KubernetesSettings
{
    public string? Service { get; set; }

    public string? Namespace { get; set; }

    public int? Port { get; set; }
}

/// <summary>An agent that is called through the Dapr sidecar.</summary>
internal sealed class DaprSettings
{
    public string? AppId { get; set; }

    public int? HttpPort { get; set; }

    public int? GrpcPort { get; set; }
}

/// <summary>Agents that a directory finds.</summary>
internal sealed class DirectorySettings
{
    public string? Name { get; set; }

    public string? Skill { get; set; }

    public string? Tag { get; set; }
}

/// <summary>Whose signature a card must have.</summary>
internal sealed class TrustSettings
{
    /// <summary>A file with a JSON Web Key Set.</summary>
    public string? KeysFile { get; set; }

    /// <summary>Addresses of key sets that signatures may name (<c>jku</c>).</summary>
    public List<string>? KeySetUrls { get; set; }
}
