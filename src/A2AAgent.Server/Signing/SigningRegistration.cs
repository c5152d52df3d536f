using A2AAgent.Server.Configuration;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Server.Signing;

/// <summary>Puts signing into an application.</summary>
internal static class SigningRegistration
{
    /// <exception cref="AgentConfigurationException">The card would be signed with any host's address.</exception>
    public static void Add(IServiceCollection services, AgentOptions options, bool development)
    {
        SigningRules.RequirePublicUrl(options, development);
        services.AddSingleton<CardSigning>();
        services.AddSingleton<JwksEndpoint>();
    }

    /// <exception cref="AgentConfigurationException">A setting or a key file is wrong.</exception>
    public static void Map(IEndpointRouteBuilder routes) => JwksEndpoint.Map(routes);
}
