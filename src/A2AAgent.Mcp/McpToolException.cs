using A2AAgent.Protocol;

namespace A2AAgent.Mcp;

/// <summary>A tool of an MCP server could not be listed or called, or it failed.</summary>
/// <remarks>
/// A skill that does not catch it fails its task with the message, which names the server and the tool and holds nothing that the server said:
/// that is in <see cref="Detail"/> and <see cref="Result"/>, for the skill.
/// </remarks>
public sealed class McpToolException : AgentException
{
    internal McpToolException(McpFailure failure, AgentError error, string message, Exception? innerException = null)
        : base(error, message, innerException) => Failure = failure;

    /// <summary>Why.</summary>
    public McpFailure Failure { get; }

    /// <summary>The name that the server was added under.</summary>
    public required string Server { get; init; }

    /// <summary>The tool, or an empty string when tools were to be listed.</summary>
    public string Tool { get; init; } = "";

    /// <summary>True when the tool surely did not run, so that calling again cannot do anything twice.</summary>
    public bool IsRetrySafe { get; init; }

    /// <summary>What the server said, cut to a few hundred characters; null when it said nothing. Not for callers of the agent.</summary>
    public string? Detail { get; init; }

    /// <summary>What the tool gave back when it failed (<see cref="McpFailure.ToolFailed"/>), otherwise null.</summary>
    public McpToolResult? Result { get; init; }
}
