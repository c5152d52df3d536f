namespace A2AAgent.Server;

/// <summary>Marks a partial class as an agent: its <see cref="AgentSkillAttribute"/> methods become the skills of one A2A server.</summary>
/// <param name="name">The name on the Agent Card.</param>
/// <remarks>The generator writes the other half of the class. Reported problems have identifiers A2A0001 and up.</remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AgentAttribute(string name) : Attribute
{
    /// <summary>The name on the Agent Card.</summary>
    public string Name { get; } = name;

    /// <summary>What the agent is for. Required.</summary>
    public string Description { get; set; } = "";

    /// <summary>The agent's own version. Default: <c>1.0.0</c>.</summary>
    public string Version { get; set; } = "1.0.0";

    /// <summary>Who runs the agent. Set together with <see cref="OrganizationUrl"/>, or leave both empty.</summary>
    public string Organization { get; set; } = "";

    /// <summary>The web site of who runs the agent. Set together with <see cref="Organization"/>, or leave both empty.</summary>
    public string OrganizationUrl { get; set; } = "";

    /// <summary>Where to read more, or empty.</summary>
    public string DocumentationUrl { get; set; } = "";

    /// <summary>An icon, or empty.</summary>
    public string IconUrl { get; set; } = "";

    /// <summary>How clients reach the agent. Default: JSON-RPC and HTTP+JSON. What is not named is not in the binary.</summary>
    public AgentBindings Bindings { get; set; } = AgentBindings.JsonRpc | AgentBindings.HttpJson;

    /// <summary>Whether the streaming operations are offered. Default: true.</summary>
    public bool Streaming { get; set; } = true;

    /// <summary>
    /// Whether webhooks that clients name get the events of their tasks (specification, section 3.1.7). Default: false. The settings
    /// <c>Agent:Push</c> say where to.
    /// </summary>
    public bool PushNotifications { get; set; }
}

/// <summary>The protocol bindings that an agent can offer.</summary>
[Flags]
public enum AgentBindings
{
    /// <summary>None; an agent needs at least one.</summary>
    None = 0,

    /// <summary>JSON-RPC 2.0 over HTTP (specification, section 9).</summary>
    JsonRpc = 1,

    /// <summary>HTTP with JSON payloads (specification, section 11).</summary>
    HttpJson = 2,

    /// <summary>gRPC (specification, section 10); needs the package A2AAgent.Grpc.</summary>
    Grpc = 4,
}
