using A2AAgent.Protocol;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Server.Signing;

/// <summary>Puts signing into an application.</summary>
internal static class SigningRegistration
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<CardSigning>();
        services.AddSingleton<JwksEndpoint>();
    }

    /// <exception cref="AgentConfigurationException">A setting or a key file is wrong.</exception>
    public static void Map(IEndpointRouteBuilder routes) => JwksEndpoint.Map(routes);
}
