using System.Net;

namespace A2AAgent.Mcp.Http;

/// <summary>The server answered, but with nothing that the protocol could go on with.</summary>
internal sealed class AnswerException(McpFailure failure, string what) : Exception(what)
{
    public McpFailure Failure { get; } = failure;

    /// <summary>The status, when it says that the request failed.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>True when the request named a session that the server does not have (any more).</summary>
    public bool IsSessionLost { get; init; }

    /// <summary>True when the request was surely not carried out.</summary>
    public bool IsRetrySafe { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The beginning of what the server said.</summary>
    public string? Detail { get; init; }
}
