using A2AAgent.Client.Directory;
using A2AAgent.Client.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Client;

/// <summary>Adds clients of agents to an application.</summary>
public static class AgentClientBuilderExtensions
{
    /// <summary>
    /// Adds a client of an agent: <c>[FromKeyedServices("name")] AgentClient</c>, or plainly <see cref="AgentClient"/> while there is only one.
    /// Where the agent is and how it is called say the settings <c>Agents:{name}</c>; the card is fetched with the first call.
    /// </summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The name: of the client, in errors, logs and traces, and of its settings.</param>
    /// <param name="configure">How the agent is called; the settings have the last word.</param>
    /// <exception cref="AgentConfigurationException">A setting is wrong or missing, or there is a client of this name already.</exception>
    public static IHostApplicationBuilder AddAgentClient(this IHostApplicationBuilder builder, string name, Action<AgentClientOptions>? configure = null)
    {
        return Add(builder, name, configure, otherwise: null);
    }

    /// <summary>Adds a client of the agent at an address, unless the settings <c>Agents:{name}</c> name another.</summary>
    /// <inheritdoc cref="AddAgentClient(IHostApplicationBuilder, string, Action{AgentClientOptions}?)"/>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The name: of the client, in errors, logs and traces, and of its settings.</param>
    /// <param name="address">Where the agent is.</param>
    /// <param name="configure">How the agent is called; the settings have the last word.</param>
    public static IHostApplicationBuilder AddAgentClient(this IHostApplicationBuilder builder, string name, AgentAddress address, Action<AgentClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Add(builder, name, configure, (_, options) => new AgentClient(address, options));
    }

    /// <summary>Adds a client of whichever agents the application's <see cref="IAgentDirectory"/> finds, unless the settings <c>Agents:{name}</c> say otherwise.</summary>
    /// <inheritdoc cref="AddAgentClient(IHostApplicationBuilder, string, Action{AgentClientOptions}?)"/>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The name: of the client, in errors, logs and traces, and of its settings.</param>
    /// <param name="query">What the agents must have.</param>
    /// <param name="configure">How the agents are called; the settings have the last word.</param>
    public static IHostApplicationBuilder AddAgentClient(this IHostApplicationBuilder builder, string name, AgentQuery query, Action<AgentClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Add(builder, name, configure, Finding(name, query));
    }

    private static IHostApplicationBuilder Add(
        IHostApplicationBuilder builder, string name, Action<AgentClientOptions>? configure, Func<IServiceProvider, AgentClientOptions, AgentClient>? otherwise)
    {
        var section = SectionOf(builder, name);
        var make = Making(name, section) ?? otherwise
            ?? throw new AgentConfigurationException($"{section.Path} does not say where the agent '{name}' is: set {section.Path}:Url, or one of Kubernetes:Service, Dapr:AppId and Directory below it.");
        var options = new AgentClientOptions { Name = name };
        configure?.Invoke(options);
        AgentClientSettingsReader.Apply(section, options);
        var names = AgentClientNames.Of(builder.Services);
        names.Add(name);
        builder.Services.AddKeyedSingleton(name, (services, _) =>
        {
            options.LoggerFactory = services.GetService<ILoggerFactory>() ?? options.LoggerFactory;
            options.Time = services.GetService<TimeProvider>() ?? options.Time;
            return make(services, options);
        });
        builder.Services.TryAddSingleton(services => services.GetRequiredKeyedService<AgentClient>(names.Only));
        return builder;
    }

    /// <summary>Makes the client as the settings say; null when they do not say where the agent is.</summary>
    private static Func<IServiceProvider, AgentClientOptions, AgentClient>? Making(string name, IConfigurationSection section) =>
        AgentClientSettingsReader.Address(section) is { } address ? (_, options) => new AgentClient(address, options)
        : AgentClientSettingsReader.Query(section) is { } query ? Finding(name, query)
        : null;

    private static Func<IServiceProvider, AgentClientOptions, AgentClient> Finding(string name, AgentQuery query) => (services, options) => new AgentClient(
        services.GetService<IAgentDirectory>() ?? throw new AgentConfigurationException($"The agent '{name}' is found in a directory, and there is none: call builder.AddAgentDirectory()."), query, options);

    private static IConfigurationSection SectionOf(IHostApplicationBuilder builder, string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return builder.Configuration.GetSection($"{AgentClientSettingsReader.Section}:{name}");
    }
}
