using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using A2AAgent.Mcp.Http;
using A2AAgent.Protocol.Diagnostics;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace A2AAgent.Mcp.Calls;

/// <summary>A call of a tool, in the terms of MCP and in ours.</summary>
internal static class ToolCall
{
    private static readonly JsonTypeInfo<CallToolRequestParams> RequestType = Type<CallToolRequestParams>();
    private static readonly JsonTypeInfo<CallToolResult> ResultType = Type<CallToolResult>();
    private static long _lastId;

    /// <summary>A request identifier that no other request of the process has.</summary>
    public static string NewId() => $"call-{Interlocked.Increment(ref _lastId)}";

    /// <exception cref="ArgumentException">The arguments are not an object.</exception>
    public static CallToolRequestParams Request(string tool, JsonElement arguments) => arguments.ValueKind switch
    {
        JsonValueKind.Undefined => new() { Name = tool },
        JsonValueKind.Object => new() { Name = tool, Arguments = Members(arguments) },
        var other => throw new ArgumentException($"The arguments of a tool are a JSON object; these are of the kind {other}.", nameof(arguments)),
    };

    /// <summary>Sends the request; the trace that is current goes along.</summary>
    public static async Task<CallToolResult> SendAsync(McpClient session, string id, CallToolRequestParams request, CancellationToken cancellationToken)
    {
        request.Meta = TraceContext.Meta();
        var message = new JsonRpcRequest
        {
            Id = new RequestId(id),
            Method = McpTelemetryNames.Methods.CallTool,
            Params = JsonSerializer.SerializeToNode(request, RequestType),
        };
        try
        {
            var response = await session.SendRequestAsync(message, cancellationToken);
            return response.Result.Deserialize(ResultType) ?? throw new JsonException("There is no result.");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && session.SessionId is not null)
        {
            _ = Cancellation.SendAsync(session, id);
            throw;
        }
    }

    /// <exception cref="McpToolException">The tool says that it failed.</exception>
    public static McpToolResult Result(string server, string tool, CallToolResult answer)
    {
        var result = new McpToolResult([.. answer.Content.Select(Contents.Part).OfType<Protocol.Part>()], answer.StructuredContent);
        return answer.IsError is true ? throw Failures.Tool(server, tool, result) : result;
    }

    private static JsonTypeInfo<T> Type<T>() => (JsonTypeInfo<T>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(T));

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
