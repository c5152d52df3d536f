using Microsoft.Extensions.Logging;

namespace A2AAgent.Grpc.Server;

/// <summary>Every log event of the gRPC binding.</summary>
internal static partial class GrpcLog
{
    [LoggerMessage(1, LogLevel.Error, "gRPC call {Path} failed")]
    public static partial void CallFailed(ILogger logger, Exception exception, string path);
}
