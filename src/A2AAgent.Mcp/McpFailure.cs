namespace A2AAgent.Mcp;

/// <summary>Why a tool could not be listed or called.</summary>
public enum McpFailure
{
    /// <summary>The server could not be reached, or the connection broke.</summary>
    Unreachable,

    /// <summary>There was no answer in time.</summary>
    TimedOut,

    /// <summary>The server does not take the credentials, or wants some.</summary>
    Unauthorized,

    /// <summary>The server has too much to do, or is not ready.</summary>
    Unavailable,

    /// <summary>The server refused the request: no such tool, wrong arguments, or an error of its own.</summary>
    Refused,

    /// <summary>The answer is not MCP, is too large, or is not of the wanted type.</summary>
    InvalidAnswer,

    /// <summary>The tool ran and says that it failed.</summary>
    ToolFailed,
}
