using A2AAgent.Server.Bindings.JsonRpc;
using A2AAgent.Server.Bindings.Rest;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace A2AAgent.Server.Bindings;

/// <summary>Maps the bindings of an agent; called by generated code.</summary>
public sealed class AgentEndpoints
{
    internal AgentEndpoints(WebApplication app, IEndpointRouteBuilder routes)
    {
        App = app;
        Routes = routes;
    }

    /// <summary>The application, for what lies outside of the agent's base path.</summary>
    internal WebApplication App { get; }

    /// <summary>The agent's base path.</summary>
    internal IEndpointRouteBuilder Routes { get; }

    /// <summary>Maps JSON-RPC: POST to the agent's base path (specification, section 9).</summary>
    /// <param name="methods">Finds the method of a name; returns null when there is none.</param>
    public void MapJsonRpc(JsonRpcMethodTable methods) => JsonRpcBinding.Map(Routes, methods);

    /// <summary>Maps HTTP+JSON: the resources below the agent's base path (specification, section 11).</summary>
    public void MapHttpJson() => RestBinding.Map(Routes);
}
