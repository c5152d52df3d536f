using A2AAgent.Mcp.Http;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace A2AAgent.Mcp.Calls;

/// <summary>Reads the pages of a server's list of tools.</summary>
internal static class ToolList
{
    public static async Task<IReadOnlyList<McpTool>> ReadAsync(McpClient session, int maximum, CancellationToken cancellationToken)
    {
        var tools = new List<McpTool>();
        string? cursor = null;
        do
        {
            var page = await session.ListToolsAsync(new ListToolsRequestParams { Cursor = cursor, Meta = TraceContext.Meta() }, cancellationToken);
            tools.AddRange(page.Tools.Take(maximum - tools.Count).Select(Read));

            // A page without tools could go on for ever.
            cursor = page.Tools.Count > 0 ? page.NextCursor : null;
        }
        while (cursor is not null && tools.Count < maximum);
        return tools;
    }

    private static McpTool Read(Tool tool) => new(tool.Name, tool.Description ?? "", tool.InputSchema)
    {
        Title = tool.Title ?? tool.Annotations?.Title ?? "",
        OutputSchema = tool.OutputSchema,
        IsReadOnly = tool.Annotations?.ReadOnlyHint ?? false,
        IsIdempotent = tool.Annotations?.IdempotentHint ?? tool.Annotations?.ReadOnlyHint ?? false,
    };
}
