using A2AAgent.Protobuf.Framing;
using A2AAgent.Protocol;
using A2AAgent.Server.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Grpc.Server;

/// <summary>Gives calls of services that are not here the status that gRPC has for it instead of an HTTP error.</summary>
internal static class UnknownServices
{
    public static void Use(IApplicationBuilder app, GrpcPipeline pipeline) =>
        app.Use(next => http => http.GetEndpoint() is null && GrpcPipeline.IsGrpc(http.Request) ? pipeline.RunAsync(http, RefuseAsync, isPublic: true) : next(http));

    private static Task RefuseAsync(GrpcCall call) =>
        throw new GrpcException(GrpcStatus.Unimplemented, $"There is no '{Text.Clip(call.Http.Request.Path.Value ?? "")}' here; the agent's service is {GrpcNames.Service}.");
}
