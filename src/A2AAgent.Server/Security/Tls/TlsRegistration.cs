using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Server.Security.Tls;

/// <summary>Puts TLS into an application that has it configured; one that has not does not touch it.</summary>
internal static class TlsRegistration
{
    /// <exception cref="AgentConfigurationException">The binary has no TLS.</exception>
    public static void Require(IServiceCollection services, AgentOptions options)
    {
        if (options.Tls.Enabled && !services.Any(static service => service.ServiceType == typeof(IServerTls)))
        {
            throw AgentFeatures.WithoutTls();
        }
    }

    /// <exception cref="AgentConfigurationException">A file is missing or is not what it should be.</exception>
    public static void Use(WebApplication app, AgentOptions options)
    {
        if (options.Tls.Enabled)
        {
            // Here rather than when the server starts, which would log the exception with its stack first.
            app.Services.GetRequiredService<IServerTls>();
            StrictTransport.Use(app);
        }
    }
}
