namespace A2AAgent.Protocol;

/// <summary>A kind of failure and its code in each binding (specification, section 5.4): one row of the error table.</summary>
public sealed record AgentError
{
    private AgentError(string reason, int jsonRpcCode, int httpStatus, GrpcStatus grpcStatus, string defaultMessage)
    {
        Reason = reason;
        JsonRpcCode = jsonRpcCode;
        HttpStatus = httpStatus;
        GrpcStatus = grpcStatus;
        DefaultMessage = defaultMessage;
    }

    /// <summary>The reason in <c>ErrorInfo</c>, for example <c>TASK_NOT_FOUND</c>.</summary>
    public string Reason { get; }

    /// <summary>The JSON-RPC error code.</summary>
    public int JsonRpcCode { get; }

    /// <summary>The HTTP status code.</summary>
    public int HttpStatus { get; }

    /// <summary>The gRPC status.</summary>
    public GrpcStatus GrpcStatus { get; }

    /// <summary>What to say when there is nothing more exact.</summary>
    public string DefaultMessage { get; }

    /// <summary>No such task, or not one of the caller's.</summary>
    public static AgentError TaskNotFound { get; } = new("TASK_NOT_FOUND", -32001, 404, GrpcStatus.NotFound, "Task not found");

    /// <summary>The task has ended.</summary>
    public static AgentError TaskNotCancelable { get; } = new("TASK_NOT_CANCELABLE", -32002, 400, GrpcStatus.FailedPrecondition, "Task cannot be canceled");

    /// <summary>The agent does not send push notifications.</summary>
    public static AgentError PushNotificationNotSupported { get; } = new("PUSH_NOTIFICATION_NOT_SUPPORTED", -32003, 400, GrpcStatus.FailedPrecondition, "Push notifications are not supported");

    /// <summary>The agent does not support the operation, or not in this situation.</summary>
    public static AgentError UnsupportedOperation { get; } = new("UNSUPPORTED_OPERATION", -32004, 400, GrpcStatus.FailedPrecondition, "Operation is not supported");

    /// <summary>A media type that the agent or the skill does not take.</summary>
    public static AgentError ContentTypeNotSupported { get; } = new("CONTENT_TYPE_NOT_SUPPORTED", -32005, 400, GrpcStatus.InvalidArgument, "Content type is not supported");

    /// <summary>An agent answered with something that does not follow the specification.</summary>
    public static AgentError InvalidAgentResponse { get; } = new("INVALID_AGENT_RESPONSE", -32006, 500, GrpcStatus.Internal, "Invalid agent response");

    /// <summary>The agent declares an extended card and has none.</summary>
    public static AgentError ExtendedAgentCardNotConfigured { get; } = new("EXTENDED_AGENT_CARD_NOT_CONFIGURED", -32007, 400, GrpcStatus.FailedPrecondition, "Extended Agent Card is not configured");

    /// <summary>The request does not ask for an extension that the agent requires.</summary>
    public static AgentError ExtensionSupportRequired { get; } = new("EXTENSION_SUPPORT_REQUIRED", -32008, 400, GrpcStatus.FailedPrecondition, "A required extension was not asked for");

    /// <summary>The interface does not speak the requested protocol version.</summary>
    public static AgentError VersionNotSupported { get; } = new("VERSION_NOT_SUPPORTED", -32009, 400, GrpcStatus.FailedPrecondition, "Protocol version is not supported");

    /// <summary>The bytes are not JSON.</summary>
    public static AgentError ParseError { get; } = new("PARSE_ERROR", -32700, 400, GrpcStatus.InvalidArgument, "Invalid JSON payload");

    /// <summary>The JSON is not a request.</summary>
    public static AgentError InvalidRequest { get; } = new("INVALID_REQUEST", -32600, 400, GrpcStatus.InvalidArgument, "Request payload validation error");

    /// <summary>No such operation.</summary>
    public static AgentError MethodNotFound { get; } = new("METHOD_NOT_FOUND", -32601, 404, GrpcStatus.Unimplemented, "Method not found");

    /// <summary>A field of the request is missing or wrong.</summary>
    public static AgentError InvalidParams { get; } = new("INVALID_PARAMS", -32602, 400, GrpcStatus.InvalidArgument, "Invalid parameters");

    /// <summary>The body is larger than the agent takes.</summary>
    public static AgentError RequestTooLarge { get; } = new("REQUEST_TOO_LARGE", -32600, 413, GrpcStatus.ResourceExhausted, "Request is too large");

    /// <summary>The HTTP body has a media type that the binding does not take.</summary>
    public static AgentError UnsupportedMediaType { get; } = new("CONTENT_TYPE_NOT_SUPPORTED", -32005, 415, GrpcStatus.InvalidArgument, "Request body has an unsupported media type");

    /// <summary>Nobody is known to call: a credential is missing or wrong.</summary>
    public static AgentError Unauthenticated { get; } = new("UNAUTHENTICATED", -32000, 401, GrpcStatus.Unauthenticated, "Authentication is required");

    /// <summary>The caller is known and may not.</summary>
    public static AgentError PermissionDenied { get; } = new("PERMISSION_DENIED", -32000, 403, GrpcStatus.PermissionDenied, "The caller may not do this");

    /// <summary>A limit is reached; the same request may succeed later.</summary>
    public static AgentError ResourceExhausted { get; } = new("RESOURCE_EXHAUSTED", -32000, 429, GrpcStatus.ResourceExhausted, "A limit is reached");

    /// <summary>The agent cannot answer now, for example because it is shutting down.</summary>
    public static AgentError Unavailable { get; } = new("UNAVAILABLE", -32000, 503, GrpcStatus.Unavailable, "The agent is not available now");

    /// <summary>A fault of the agent.</summary>
    public static AgentError Internal { get; } = new("INTERNAL", -32603, 500, GrpcStatus.Internal, "Internal error");

    /// <summary>Every row.</summary>
    internal static IReadOnlyList<AgentError> All { get; } =
    [
        TaskNotFound, TaskNotCancelable, PushNotificationNotSupported, UnsupportedOperation, ContentTypeNotSupported, InvalidAgentResponse,
        ExtendedAgentCardNotConfigured, ExtensionSupportRequired, VersionNotSupported, ParseError, InvalidRequest, MethodNotFound,
        InvalidParams, RequestTooLarge, UnsupportedMediaType, Unauthenticated, PermissionDenied, ResourceExhausted, Unavailable, Internal,
    ];

    /// <summary>True for the errors that the A2A specification itself defines, which carry <c>ErrorInfo</c>.</summary>
    public bool IsProtocolError => JsonRpcCode is <= -32001 and >= -32099;
}
