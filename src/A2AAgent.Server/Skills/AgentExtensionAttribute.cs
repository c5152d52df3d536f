namespace A2AAgent.Server;

/// <summary>Declares a protocol extension on the Agent Card (specification, section 4.6).</summary>
/// <param name="uri">The URI that identifies the extension and its version.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AgentExtensionAttribute(string uri) : Attribute
{
    /// <summary>The URI that identifies the extension and its version.</summary>
    public string Uri { get; } = uri;

    /// <summary>How the agent uses the extension, or empty.</summary>
    public string Description { get; set; } = "";

    /// <summary>True when every request must ask for the extension; others fail with ExtensionSupportRequired.</summary>
    public bool Required { get; set; }
}
