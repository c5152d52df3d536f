namespace A2AAgent.Tests.BadInput.Wire;

/// <summary>One row of the error table as a client knows it, written down independently of the server's.</summary>
internal sealed record ErrorRow(string Reason, int JsonRpc, int Http, string Grpc)
{
    public static readonly ErrorRow[] All =
    [
        new("TASK_NOT_FOUND", -32001, 404, "NOT_FOUND"),
        new("TASK_NOT_CANCELABLE", -32002, 400, "FAILED_PRECONDITION"),
        new("PUSH_NOTIFICATION_NOT_SUPPORTED", -32003, 400, "FAILED_PRECONDITION"),
        new("UNSUPPORTED_OPERATION", -32004, 400, "FAILED_PRECONDITION"),
        new("CONTENT_TYPE_NOT_SUPPORTED", -32005, 400, "INVALID_ARGUMENT"),
        new("CONTENT_TYPE_NOT_SUPPORTED", -32005, 415, "INVALID_ARGUMENT"),
        new("EXTENDED_AGENT_CARD_NOT_CONFIGURED", -32007, 400, "FAILED_PRECONDITION"),
        new("EXTENSION_SUPPORT_REQUIRED", -32008, 400, "FAILED_PRECONDITION"),
        new("VERSION_NOT_SUPPORTED", -32009, 400, "FAILED_PRECONDITION"),
        new("PARSE_ERROR", -32700, 400, "INVALID_ARGUMENT"),
        new("INVALID_REQUEST", -32600, 400, "INVALID_ARGUMENT"),
        new("METHOD_NOT_FOUND", -32601, 404, "UNIMPLEMENTED"),
        new("INVALID_PARAMS", -32602, 400, "INVALID_ARGUMENT"),
        new("REQUEST_TOO_LARGE", -32600, 413, "RESOURCE_EXHAUSTED"),
        new("UNAUTHENTICATED", -32000, 401, "UNAUTHENTICATED"),
        new("PERMISSION_DENIED", -32000, 403, "PERMISSION_DENIED"),
        new("RESOURCE_EXHAUSTED", -32000, 429, "RESOURCE_EXHAUSTED"),
    ];

    /// <summary>True for the errors of the A2A specification itself, which tell their reason in <c>ErrorInfo</c>.</summary>
    public bool HasReason => JsonRpc is <= -32001 and >= -32099;
}
