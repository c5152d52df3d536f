using A2AAgent.Protobuf.Framing;
using A2AAgent.Protocol;
using A2AAgent.Server.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Grpc.Server;

/// <summary>The agent's own service.</summary>
internal static class AgentGrpcService
{
    public static void Map(WebApplication app, GrpcPipeline pipeline, GrpcMethodTable methods)
    {
        var service = app.Services.GetRequiredService<IAgentService>();
        pipeline.Map(app, $"/{GrpcNames.Service}/{{method}}", call => InvokeAsync(call, service, methods)).WithDisplayName("A2A gRPC");
    }

    private static Task InvokeAsync(GrpcCall call, IAgentService service, GrpcMethodTable methods)
    {
        var name = call.Http.GetRouteValue("method") as string;
        var method = methods(name) ?? throw new AgentException(AgentError.MethodNotFound,
            $"'{Text.Clip(name ?? "")}' is not a method of {GrpcNames.Service}.");
        Negotiation.RequireVersion(call.Context);
        return method.InvokeAsync(call, service);
    }
}
