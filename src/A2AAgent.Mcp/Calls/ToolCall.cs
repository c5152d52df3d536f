using System.Text.Json;
using A2AAgent.Mcp.Http;
using ModelContextProtocol.Protocol;

namespace A2AAgent.Mcp.Calls;

/// <summary>A call of a tool, in the terms of MCP and in ours.</summary>
internal static class ToolCall
{
    /// <exception cref="ArgumentException">The arguments are not an object.</exception>
    public static CallToolRequestParams Request(string tool, JsonElement arguments) => arguments.ValueKind switch
    {
        JsonValueKind.Undefined => new() { Name = tool },
        JsonValueKind.Object => new() { Name = tool, Arguments = Members(arguments) },
        var other => throw new ArgumentException($"The arguments of a tool are a JSON object; these are of the kind {other}.", nameof(arguments)),
    };

    /// <summary>The request with the trace that is current.</summary>
    public static CallToolRequestParams Traced(CallToolRequestParams request)
    {
        request.Meta = TraceContext.Meta();
        return request;
    }

    /// <exception cref="McpToolException">The tool says that it failed.</exception>
    public static McpToolResult Result(string server, string tool, CallToolResult answer)
    {
        var result = new McpToolResult([.. answer.Content.Select(Contents.Part).OfType<A2AAgent.Protocol.Part>()], answer.StructuredContent);
        return answer.IsError is true ? throw Failures.Tool(server, tool, result) : result;
    }

    private static Dictionary<string, JsonElement> Members(JsonElement arguments)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in arguments.EnumerateObject())
        {
            members[member.Name] = member.Value;
        }

        return members;
    }
}
