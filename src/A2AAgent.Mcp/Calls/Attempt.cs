using A2AAgent.Mcp.Diagnostics;
using A2AAgent.Mcp.Http;
using A2AAgent.Mcp.Sessions;
using ModelContextProtocol.Client;

namespace A2AAgent.Mcp.Calls;

/// <summary>A request that may have to be made again in a new session, and how far it got.</summary>
internal sealed class Attempt(string server, string method, string tool, McpToolsOptions options)
{
    private bool _isSent;

    public async Task<T> RunAsync<T>(SharedSession shared, McpCall call, Func<McpClient, McpCall, CancellationToken, Task<T>> request, CancellationToken cancellationToken)
    {
        var session = await shared.OpenAsync(cancellationToken);
        try
        {
            return await SendAsync(session);
        }
        catch (AnswerException e) when (e.IsSessionLost)
        {
            shared.Retire(session);
        }

        // The server refused it for its session: it has not been carried out.
        _isSent = false;
        return await SendAsync(await shared.OpenAsync(cancellationToken));

        Task<T> SendAsync(McpClient client)
        {
            call.Use(client);
            _isSent = true;
            return request(client, call, cancellationToken);
        }
    }

    /// <summary>What the caller is told.</summary>
    public McpToolException Failure(Exception e, bool isLate) => Failures.Of(e, server, method, tool, options, _isSent, isLate);
}
