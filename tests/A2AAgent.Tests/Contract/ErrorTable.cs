using System.Text.Json;
using A2AAgent.Protocol;

namespace A2AAgent.Tests.Contract;

/// <summary>The error table of the specification as a client knows it, written down independently of the server's.</summary>
internal static class ErrorTable
{
    private static readonly (string Reason, int JsonRpc, int Http, string Grpc)[] Rows =
    [
        ("TASK_NOT_FOUND", -32001, 404, "NOT_FOUND"),
        ("TASK_NOT_CANCELABLE", -32002, 400, "FAILED_PRECONDITION"),
        ("PUSH_NOTIFICATION_NOT_SUPPORTED", -32003, 400, "FAILED_PRECONDITION"),
        ("UNSUPPORTED_OPERATION", -32004, 400, "FAILED_PRECONDITION"),
        ("CONTENT_TYPE_NOT_SUPPORTED", -32005, 400, "INVALID_ARGUMENT"),
        ("INVALID_AGENT_RESPONSE", -32006, 500, "INTERNAL"),
        ("EXTENDED_AGENT_CARD_NOT_CONFIGURED", -32007, 400, "FAILED_PRECONDITION"),
        ("EXTENSION_SUPPORT_REQUIRED", -32008, 400, "FAILED_PRECONDITION"),
        ("VERSION_NOT_SUPPORTED", -32009, 400, "FAILED_PRECONDITION"),
        ("PARSE_ERROR", -32700, 400, "INVALID_ARGUMENT"),
        ("INVALID_REQUEST", -32600, 400, "INVALID_ARGUMENT"),
        ("METHOD_NOT_FOUND", -32601, 404, "UNIMPLEMENTED"),
        ("INVALID_PARAMS", -32602, 400, "INVALID_ARGUMENT"),
        ("INTERNAL", -32603, 500, "INTERNAL"),
        ("UNAUTHENTICATED", -32000, 401, "UNAUTHENTICATED"),
        ("PERMISSION_DENIED", -32000, 403, "PERMISSION_DENIED"),
        ("RESOURCE_EXHAUSTED", -32000, 429, "RESOURCE_EXHAUSTED"),
    ];

    /// <summary>The reason; where rows share a code, the HTTP status tells them apart.</summary>
    public static string ByJsonRpcCode(int code, int httpStatus) => Rows.Single(row => row.JsonRpc == code && (code != -32000 || row.Http == httpStatus)).Reason;

    /// <summary>The reason of the errors that HTTP has a status of its own for, or null.</summary>
    public static string? ByHttpStatus(int status) => Rows.SingleOrDefault(row => row.JsonRpc == -32000 && row.Http == status).Reason;

    /// <summary>Reads an error and checks that what it says of itself agrees with the table.</summary>
    public static BindingError Read(string? reason, string message, JsonElement details)
    {
        var fields = new List<string>();
        if (details.ValueKind == JsonValueKind.Array)
        {
            foreach (var detail in details.EnumerateArray())
            {
                var type = detail.GetProperty("@type").GetString();
                if (type == "type.googleapis.com/google.rpc.ErrorInfo")
                {
                    Assert.Equal("a2a-protocol.org", detail.GetProperty("domain").GetString());
                    reason ??= detail.GetProperty("reason").GetString()!;
                    Assert.Equal(reason, detail.GetProperty("reason").GetString());
                }
                else if (type == "type.googleapis.com/google.rpc.BadRequest")
                {
                    fields.AddRange(detail.GetProperty("fieldViolations").EnumerateArray().Select(static violation => violation.GetProperty("field").GetString()!));
                }
            }
        }

        return new BindingError(reason ?? (fields.Count > 0 ? "INVALID_PARAMS" : "INVALID_REQUEST"), message, fields);
    }

    public static void CheckGrpc(string reason, int code) =>
        Assert.Equal(Rows.Single(row => row.Reason == reason).Grpc, ((GrpcStatus)code).ToWireName());

    public static int HttpStatus(string reason) => Rows.Single(row => row.Reason == reason).Http;

    /// <summary>The HTTP status of the rows with that gRPC status; the first, where there are several.</summary>
    public static int HttpStatusOfGrpc(int code) => Rows.First(row => row.Grpc == ((GrpcStatus)code).ToWireName()).Http;

    public static void CheckHttp(string reason, int status, string grpcStatus)
    {
        var row = Rows.Single(row => row.Reason == reason);
        Assert.Equal(row.Http, status);
        Assert.Equal(row.Grpc, grpcStatus);
    }
}
