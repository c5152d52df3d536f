using System.Text.Json;

namespace A2AAgent.Mcp;

/// <summary>A tool as its server describes it. Descriptions are the server's words: treat those of a server that you do not trust as you treat a user's.</summary>
/// <param name="Name">The name to call it by.</param>
/// <param name="Description">What it does, or an empty string.</param>
/// <param name="InputSchema">The JSON Schema of its arguments.</param>
public sealed record McpTool(string Name, string Description, JsonElement InputSchema)
{
    /// <summary>A name for people, or an empty string.</summary>
    public string Title { get; init; } = "";

    /// <summary>The JSON Schema of the structured content, or null when the tool promises none.</summary>
    public JsonElement? OutputSchema { get; init; }

    /// <summary>True when the server says that the tool changes nothing.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>True when the server says that calling it again with the same arguments changes nothing more.</summary>
    public bool IsIdempotent { get; init; }
}
