using System.Text.Json.Nodes;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace A2AAgent.Mcp.Calls;

/// <summary>Tells a server that nobody waits for a tool any more; closing the connection says nothing in MCP.</summary>
internal static class Cancellation
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Never fails: a server that does not hear of it does useless work.</summary>
    public static async Task SendAsync(McpClient session, string requestId)
    {
        try
        {
            using var limit = new CancellationTokenSource(Limit);
            await session.SendMessageAsync(
                new JsonRpcNotification { Method = NotificationMethods.CancelledNotification, Params = new JsonObject { ["requestId"] = requestId } }, limit.Token);
        }
        catch (Exception)
        {
            // The connection that the call was given up for may be why.
        }
    }
}
