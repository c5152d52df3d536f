using System.Globalization;
using System.Text.Json;
using A2AAgent.Mcp.Http;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Diagnostics;
using ModelContextProtocol;

namespace A2AAgent.Mcp.Calls;

/// <summary>What callers are told when a request fails.</summary>
internal static class Failures
{
    /// <param name="e">What went wrong.</param>
    /// <param name="server">The server's name.</param>
    /// <param name="method">The method of MCP.</param>
    /// <param name="tool">The tool, or an empty string.</param>
    /// <param name="options">For the time that it had.</param>
    /// <param name="isSent">Whether the request itself was under way; else a session was being opened.</param>
    /// <param name="isLate">Whether its time was over.</param>
    public static McpToolException Of(Exception e, string server, string method, string tool, McpToolsOptions options, bool isSent, bool isLate)
    {
        var safe = !isSent || method == McpTelemetryNames.Methods.ListTools;
        return e switch
        {
            AnswerException answer => Make(answer.Failure, answer.Message, safe || answer.IsRetrySafe, answer.Detail, answer.RetryAfter),
            TimeoutException => Make(McpFailure.TimedOut, $"it opened no session within {Seconds(options.ConnectTimeout)}", safe),
            OperationCanceledException when isLate => Make(McpFailure.TimedOut, $"there was no answer within {Seconds(options.Timeout)}", safe),
            HttpRequestException { StatusCode: { } status } http => Make(
                StatusFailure.Kind(status), $"it answers {(int)status}{StatusFailure.Hint(status)}", safe || StatusFailure.IsRetrySafe(status), Words.Short(http.Message)),
            HttpRequestException http => Make(McpFailure.Unreachable, Unreachable(http), safe || NeverConnected(http)),
            McpProtocolException error => Make(
                McpFailure.Refused, $"it answers with the error {((int)error.ErrorCode).ToString(CultureInfo.InvariantCulture)}", safe || IsRefusal(error.ErrorCode), Words.Short(error.Message)),
            IOException or OperationCanceledException => Make(McpFailure.Unreachable, "the connection broke", safe),
            JsonException or McpException => Make(McpFailure.InvalidAnswer, "its answer is not one of MCP", safe, Words.Short(e.Message)),
            _ => Make(McpFailure.InvalidAnswer, $"the call failed with {e.GetType().Name}", safe),
        };

        McpToolException Make(McpFailure failure, string what, bool isRetrySafe, string? detail = null, TimeSpan? retryAfter = null) =>
            new(failure, Error(failure), $"{Subject(server, tool)}: {what}. {(isRetrySafe ? "It is safe to try again." : "The tool may have run.")}", e)
            {
                Server = server,
                Tool = tool,
                IsRetrySafe = isRetrySafe,
                Detail = detail,
                RetryAfter = retryAfter,
            };
    }

    public static McpToolException Tool(string server, string tool, McpToolResult result) =>
        new(McpFailure.ToolFailed, AgentError.Internal, $"{Subject(server, tool)}: the tool ran and failed.")
        {
            Server = server,
            Tool = tool,
            Result = result,
            Detail = Words.Short(result.Text),
        };

    public static McpToolException WrongType(string server, string tool, string type, McpToolResult result, JsonException e) =>
        new(McpFailure.InvalidAnswer, Error(McpFailure.InvalidAnswer), $"{Subject(server, tool)}: the tool ran, and its result is not {type}.", e)
        {
            Server = server,
            Tool = tool,
            Result = result,
            Detail = Words.Short(e.Message),
        };

    /// <summary>The value of <c>error.type</c>.</summary>
    public static string ErrorType(McpToolException failure) => failure switch
    {
        { Failure: McpFailure.ToolFailed } => McpTelemetryNames.ToolError,
        { InnerException: McpProtocolException error } => ((int)error.ErrorCode).ToString(CultureInfo.InvariantCulture),
        { InnerException: AnswerException { Status: { } status } } => ((int)status).ToString(CultureInfo.InvariantCulture),
        { InnerException: HttpRequestException { StatusCode: { } status } } => ((int)status).ToString(CultureInfo.InvariantCulture),
        { Failure: McpFailure.TimedOut } => "timeout",
        { Failure: McpFailure.Unreachable } => "unreachable",
        { Failure: McpFailure.InvalidAnswer } => "invalid_answer",
        _ => TelemetryNames.Other,
    };

    private static AgentError Error(McpFailure failure) => failure switch
    {
        McpFailure.Unreachable or McpFailure.TimedOut or McpFailure.Unavailable => AgentError.Unavailable,
        McpFailure.InvalidAnswer => AgentError.InvalidAgentResponse,
        _ => AgentError.Internal,
    };

    private static string Subject(string server, string tool) =>
        tool.Length == 0 ? $"Listing the tools of the MCP server '{server}' failed" : $"Calling the tool '{Words.Short(tool)}' of the MCP server '{server}' failed";

    private static string Seconds(TimeSpan time) => $"{time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} s";

    private static string Unreachable(HttpRequestException e) => e.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "its host is not known",
        HttpRequestError.ConnectionError => "it cannot be connected to",
        HttpRequestError.SecureConnectionError => "there is no secure connection to it",
        HttpRequestError.ProxyTunnelError => "the proxy does not let it be reached",
        _ => "the connection broke",
    };

    private static bool NeverConnected(HttpRequestException e) => e.HttpRequestError is
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    // As JSON-RPC defines them: the method was not entered.
    private static bool IsRefusal(McpErrorCode code) => code is McpErrorCode.ParseError or McpErrorCode.InvalidRequest or McpErrorCode.MethodNotFound or McpErrorCode.InvalidParams;
}
