using A2AAgent.Server.Bindings;
using A2AAgent.Server.Bindings.AgentCard;
using A2AAgent.Server.Commands;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Diagnostics.Prometheus;
using A2AAgent.Server.Hosting;
using A2AAgent.Server.Limits;
using A2AAgent.Server.Operations;
using A2AAgent.Server.Proxies;
using A2AAgent.Server.Security;
using A2AAgent.Server.Security.Tls;
using A2AAgent.Server.Signing;
using A2AAgent.Server.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Server;

/// <summary>Maps an agent into an application.</summary>
public static class AgentEndpointExtensions
{
    /// <summary>Maps the agent's card and bindings, and health and metrics on the management port.</summary>
    /// <typeparam name="TAgent">The agent that was added.</typeparam>
    /// <param name="app">The application.</param>
    /// <param name="path">The base path, for example <c>/expenses</c>. Default: the root.</param>
    /// <exception cref="InvalidOperationException">The agent was not added.</exception>
    public static WebApplication MapAgent<TAgent>(this WebApplication app, string path = "")
        where TAgent : class, IAgent<TAgent>
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(path);
        if (app.Services.GetService<AgentDefinition>()?.AgentType != typeof(TAgent))
        {
            throw new InvalidOperationException($"Call builder.AddAgent<{typeof(TAgent).Name}>() before app.MapAgent<{typeof(TAgent).Name}>().");
        }

        if (app.Services.GetService<CommandLine>() is not null)
        {
            // Nobody will call the agent: what clients need, their keys for one, need not be there.
            return app;
        }

        app.Services.GetRequiredService<StartupLog>().OpenOnce(app.Lifetime);
        SchemeRegistration.Use(app);
        var options = app.Services.GetRequiredService<AgentOptions>();
        app.Services.GetRequiredService<OpenConnections>().Use(app);
        ForwardedHeaders.Use(app, options.ForwardedHeaders);
        SecurityHeaders.Use(app);
        StartupRules.RequireStore(options.Tasks, app.Services.GetRequiredService<ITaskStore>());
        StartupRules.WarnOfUnusedDatabase(app, options.Tasks);
        ManagementPort.Use(app, app.Services.GetRequiredService<Readiness>(), app.Services.GetService<MetricsEndpoint>());
        TlsRegistration.Use(app, options);
        if (options.PublicUrl is { Length: > 0 } url && new Uri(url).AbsolutePath.TrimEnd('/') is { Length: > 0 } publicPath)
        {
            // A proxy may strip the public path or pass it on: either works.
            app.UsePathBase(publicPath);
        }

        app.Services.GetRequiredService<PublicAddress>().BasePath = path.TrimEnd('/');

        // Made now: what is wrong with its file is to be heard before the first caller comes.
        app.Services.GetRequiredService<ExtendedCard>();
        NotFound.Use(app);
        var routes = app.MapGroup(path);
        SigningRegistration.Map(routes);
        CardEndpoint.Map(routes);
        TAgent.MapBindings(new AgentEndpoints(app, routes));
        return app;
    }
}
