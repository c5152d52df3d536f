namespace A2AAgent.Protocol.Diagnostics;

/// <summary>What is measured of calls to MCP servers, as the semantic conventions for MCP name it (in development).</summary>
internal static class McpTelemetryNames
{
    /// <summary>Seconds that a request to an MCP server took.</summary>
    public const string OperationDuration = "mcp.client.operation.duration";

    /// <summary>Tag of a call: the method, one of <see cref="Methods"/>.</summary>
    public const string Method = "mcp.method.name";

    public const string SessionId = "mcp.session.id";

    public const string ProtocolVersion = "mcp.protocol.version";

    public const string RequestId = "jsonrpc.request.id";

    public const string Operation = "gen_ai.operation.name";

    public const string Tool = "gen_ai.tool.name";

    public const string ServerAddress = "server.address";

    public const string ServerPort = "server.port";

    public const string Transport = "network.transport";

    public const string NetworkProtocol = "network.protocol.name";

    /// <summary>Value of <see cref="TelemetryNames.ErrorType"/>: the tool ran and says that it failed.</summary>
    public const string ToolError = "tool_error";

    /// <summary>Value of <see cref="Operation"/> for a call of a tool.</summary>
    public const string ExecuteTool = "execute_tool";

    /// <summary>The values of <see cref="Method"/>.</summary>
    public static class Methods
    {
        public const string CallTool = "tools/call";

        public const string ListTools = "tools/list";
    }
}
