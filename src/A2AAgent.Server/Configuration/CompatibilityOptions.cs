namespace A2AAgent.Server.Configuration;

/// <summary>Which clients of earlier protocol versions the agent also answers.</summary>
public sealed class CompatibilityOptions
{
    /// <summary>
    /// True to answer clients of A2A 0.3 too: JSON-RPC at the same address, and a card that they can read. Default: false, and then
    /// the agent speaks A2A 1.0 only.
    /// </summary>
    public bool V03 { get; set; }
}
