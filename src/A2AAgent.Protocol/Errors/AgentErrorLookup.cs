namespace A2AAgent.Protocol;

/// <summary>Finds the row of the error table that an agent has answered with. Agents differ in what they send beside the code.</summary>
internal static class AgentErrorLookup
{
    /// <summary>The row of a reason in <c>ErrorInfo</c>; null for one that is not in the table.</summary>
    public static AgentError? ByReason(string? reason) => AgentError.All.FirstOrDefault(error => error.Reason == reason);

    /// <summary>The row of a JSON-RPC error code; an unknown one is a fault of the agent.</summary>
    public static AgentError ByJsonRpcCode(int code) => AgentError.All.FirstOrDefault(error => error.JsonRpcCode == code) ?? AgentError.Internal;

    /// <summary>The row of an HTTP status that came without a reason.</summary>
    public static AgentError ByHttpStatus(int status) => status switch
    {
        401 => AgentError.Unauthenticated,
        403 => AgentError.PermissionDenied,
        404 or 405 => AgentError.MethodNotFound,
        413 => AgentError.RequestTooLarge,
        415 => AgentError.UnsupportedMediaType,
        429 => AgentError.ResourceExhausted,
        502 or 503 or 504 => AgentError.Unavailable,
        >= 500 => AgentError.Internal,
        >= 400 => AgentError.InvalidRequest,
        _ => AgentError.InvalidAgentResponse,
    };

    /// <summary>The row of a gRPC status that came without a reason.</summary>
    public static AgentError ByGrpcStatus(GrpcStatus status) => status switch
    {
        GrpcStatus.InvalidArgument or GrpcStatus.OutOfRange => AgentError.InvalidParams,
        GrpcStatus.NotFound => AgentError.TaskNotFound,
        GrpcStatus.PermissionDenied => AgentError.PermissionDenied,
        GrpcStatus.Unauthenticated => AgentError.Unauthenticated,
        GrpcStatus.ResourceExhausted => AgentError.ResourceExhausted,
        GrpcStatus.FailedPrecondition or GrpcStatus.Aborted or GrpcStatus.AlreadyExists => AgentError.UnsupportedOperation,
        GrpcStatus.Unimplemented => AgentError.MethodNotFound,
        GrpcStatus.Unavailable or GrpcStatus.DeadlineExceeded or GrpcStatus.Canceled => AgentError.Unavailable,
        _ => AgentError.Internal,
    };
}
