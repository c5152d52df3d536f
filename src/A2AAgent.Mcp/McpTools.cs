using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using A2AAgent.Mcp.Calls;
using A2AAgent.Mcp.Diagnostics;
using A2AAgent.Mcp.Sessions;
using A2AAgent.Protocol.Diagnostics;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Client;

namespace A2AAgent.Mcp;

/// <summary>Lists and calls over one session, within the time-out.</summary>
internal sealed class McpTools(string server, McpToolsOptions options, TimeProvider clock, ILogger logger) : IMcpTools, IAsyncDisposable
{
    private readonly SharedSession _session = new(server, options, clock, logger);

    public string Server => server;

    public Task<IReadOnlyList<McpTool>> ListAsync(CancellationToken cancellationToken = default) =>
        RunAsync(McpTelemetryNames.Methods.ListTools, "", (session, _, token) => ToolList.ReadAsync(session, options.MaxTools, token), cancellationToken);

    public async Task<McpToolResult> CallAsync(string tool, JsonElement arguments = default, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tool);
        var request = ToolCall.Request(tool, arguments);
        return await RunAsync(
            McpTelemetryNames.Methods.CallTool, tool,
            async (session, call, token) => ToolCall.Result(server, tool, await ToolCall.SendAsync(session, call.NewRequest(ToolCall.NewId()), request, token)),
            cancellationToken);
    }

    public async Task<TResult> CallAsync<TArguments, TResult>(
        string tool, TArguments arguments, JsonTypeInfo<TArguments> argumentsType, JsonTypeInfo<TResult> resultType, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(argumentsType);
        ArgumentNullException.ThrowIfNull(resultType);
        var result = await CallAsync(tool, JsonSerializer.SerializeToElement(arguments, argumentsType), cancellationToken);
        try
        {
            return result.Read(resultType);
        }
        catch (JsonException e)
        {
            throw Failures.WrongType(server, tool, typeof(TResult).Name, result, e);
        }
    }

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    private async Task<T> RunAsync<T>(string method, string tool, Func<McpClient, McpCall, CancellationToken, Task<T>> request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = new CancellationTokenSource(options.Timeout, clock);
        await using var expiry = timer.Token.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), limit);
        using var call = McpCall.Start(method, tool, options.Url!);
        var attempt = new Attempt(server, method, tool, options);
        try
        {
            return await attempt.RunAsync(_session, call, request, limit.Token);
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            call.Fail("canceled", "The caller gave the call up.");
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
        catch (McpToolException e)
        {
            Note(call, e);
            throw;
        }
        catch (Exception e) when (e is not (ObjectDisposedException or ArgumentException))
        {
            throw Note(call, attempt.Failure(e, timer.IsCancellationRequested));
        }
    }

    private static McpToolException Note(McpCall call, McpToolException failure)
    {
        call.Fail(Failures.ErrorType(failure), failure.Message);
        return failure;
    }
}
