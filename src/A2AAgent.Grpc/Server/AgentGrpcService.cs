using A2AAgent.Protobuf.Framing;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Diagnostics;
using A2AAgent.Server.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Grpc.Server;

/// <summary>The agent's own service.</summary>
internal static class AgentGrpcService
{
    public static void Map(WebApplication app, GrpcPipeline pipeline, GrpcMethodTable methods)
    {
        var service = app.Services.GetRequiredService<IAgentService>();
        foreach (var name in GrpcMethods.Names)
        {
            if (methods(name) is { } method)
            {
                // A route of its own for each method: one with a parameter costs a string and a dictionary per call.
                var path = $"/{GrpcNames.Service}/{name}";
                pipeline.Map(app, path, call => InvokeAsync(call, path, service, method), name).WithDisplayName($"A2A gRPC {name}");
            }
        }

        pipeline.Map(app, $"/{GrpcNames.Service}/{{method}}", static call => throw Unknown(call), TelemetryNames.Other).WithDisplayName("A2A gRPC");
    }

    private static Task InvokeAsync(GrpcCall call, string path, IAgentService service, GrpcMethod method)
    {
        // Routes do not mind upper and lower case; gRPC does.
        if (call.Http.Request.Path.Value != path)
        {
            throw Unknown(call);
        }

        Negotiation.RequireVersion(call.Context);
        return method.InvokeAsync(call, service);
    }

    private static AgentException Unknown(GrpcCall call)
    {
        var path = call.Http.Request.Path.Value ?? "";
        return new AgentException(AgentError.MethodNotFound, $"'{Text.Clip(path[(path.LastIndexOf('/') + 1)..])}' is not a method of {GrpcNames.Service}.");
    }
}
