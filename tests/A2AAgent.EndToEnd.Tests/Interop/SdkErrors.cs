namespace A2AAgent.EndToEnd.Tests.Interop;

/// <summary>How the SDK shows an error on each transport: the class that it raises and the code with which the error travelled.</summary>
internal sealed record SdkErrors(string JsonRpc, string HttpJson, string Grpc)
{
    public static readonly SdkErrors TaskNotFound = Named("TaskNotFoundError", -32001, 404, 5);
    public static readonly SdkErrors TaskNotCancelable = Named("TaskNotCancelableError", -32002, 400, 9);
    public static readonly SdkErrors PushNotificationNotSupported = Named("PushNotificationNotSupportedError", -32003, 400, 9);
    public static readonly SdkErrors UnsupportedOperation = Named("UnsupportedOperationError", -32004, 400, 9);
    public static readonly SdkErrors ContentTypeNotSupported = Named("ContentTypeNotSupportedError", -32005, 400, 3);
    public static readonly SdkErrors ExtensionSupportRequired = Named("ExtensionSupportRequiredError", -32008, 400, 9);
    public static readonly SdkErrors VersionNotSupported = Named("VersionNotSupportedError", -32009, 400, 9);

    /// <summary>
    /// Only JSON-RPC has a code for it. On the others the SDK (1.3.0) looks for a reason INVALID_PARAMS in <c>ErrorInfo</c>, which is not in
    /// the specification's table: it wants <c>google.rpc.BadRequest</c>.
    /// </summary>
    public static readonly SdkErrors InvalidParams = new(Shown("RequestMalformedError", -32602), Shown("A2AError", 400), Shown("A2AError", 3));

    /// <summary>The line of a step that ends with this error.</summary>
    public string Line(string step, string transport) => $$"""{"step":"{{step}}",{{On(transport)}}}""";

    private string On(string transport) => transport switch
    {
        SdkTransports.JsonRpc => JsonRpc,
        SdkTransports.HttpJson => HttpJson,
        _ => Grpc,
    };

    private static SdkErrors Named(string name, int jsonRpc, int http, int grpc) => new(Shown(name, jsonRpc), Shown(name, http), Shown(name, grpc));

    private static string Shown(string name, int code) => $"\"error\":\"{name}\",\"code\":{code}";
}
