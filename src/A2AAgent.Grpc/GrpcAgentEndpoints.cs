using A2AAgent.Grpc.Health;
using A2AAgent.Grpc.Reflection;
using A2AAgent.Grpc.Server;
using A2AAgent.Server.Bindings;

namespace A2AAgent.Grpc;

/// <summary>Adds gRPC to an agent; called by generated code.</summary>
public static class GrpcAgentEndpoints
{
    /// <summary>
    /// Maps the agent's gRPC service (specification, section 10), with the standard health and reflection services. They are at the
    /// root of the server whatever the agent's base path, since gRPC paths have none.
    /// </summary>
    /// <param name="endpoints">The agent's endpoints.</param>
    /// <param name="methods">Finds the method of a name; returns null when there is none.</param>
    public static void MapGrpc(this AgentEndpoints endpoints, GrpcMethodTable methods)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(methods);
        var pipeline = new GrpcPipeline(endpoints.App.Services);
        AgentGrpcService.Map(endpoints.App, pipeline, methods);
        HealthService.Map(endpoints.App, pipeline);
        ReflectionService.Map(endpoints.App, pipeline);
        UnknownServices.Use(endpoints.App, pipeline);
    }
}
