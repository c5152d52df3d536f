using Microsoft.Extensions.Logging;

namespace A2AAgent.Mcp.Diagnostics;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "The MCP server '{Server}' has opened a session of protocol version {Version}.")]
    public static partial void SessionOpened(ILogger logger, string server, string? version);

    [LoggerMessage(2, LogLevel.Information, "The MCP server '{Server}' no longer has the session; the next call opens another.")]
    public static partial void SessionLost(ILogger logger, string server);

    [LoggerMessage(3, LogLevel.Debug, "The session with the MCP server '{Server}' was left without ending it.")]
    public static partial void SessionNotEnded(ILogger logger, Exception exception, string server);
}
