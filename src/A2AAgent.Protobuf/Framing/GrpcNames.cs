namespace A2AAgent.Protobuf.Framing;

/// <summary>The names that gRPC over HTTP/2 uses.</summary>
internal static class GrpcNames
{
    public const string Service = "lf.a2a.v1.A2AService";
    public const string ContentType = "application/grpc";
    public const string Timeout = "grpc-timeout";
    public const string Encoding = "grpc-encoding";
    public const string AcceptEncoding = "grpc-accept-encoding";
    public const string Status = "grpc-status";
    public const string Message = "grpc-message";
    public const string StatusDetails = "grpc-status-details-bin";
    public const string RetryPushback = "grpc-retry-pushback-ms";
    public const string Identity = "identity";
    public const string Gzip = "gzip";
}
