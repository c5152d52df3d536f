using A2AAgent.Mcp.Configuration;
using A2AAgent.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace A2AAgent.Mcp;

/// <summary>Adds MCP servers to an application.</summary>
public static class McpBuilderExtensions
{
    /// <summary>
    /// Adds the tools of an MCP server: <see cref="IMcpTools"/> under the key <paramref name="name"/>
    /// (<c>[FromKeyedServices("ledger")] IMcpTools ledger</c>), and without a key while it is the only server.
    /// </summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The server's name, for injection, configuration and traces.</param>
    /// <param name="url">Its end point; null when the configuration has it as <c>Mcp:{name}:Url</c>.</param>
    /// <param name="configure">Sets more; the configuration, <c>Mcp:{name}</c>, has the last word.</param>
    /// <exception cref="AgentConfigurationException">A setting is missing or wrong, or the name is taken.</exception>
    public static IHostApplicationBuilder AddMcpTools(this IHostApplicationBuilder builder, string name, string? url = null, Action<McpToolsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (builder.Services.Any(service => service.IsKeyedService && service.ServiceType == typeof(IMcpTools) && name.Equals(service.ServiceKey)))
        {
            throw new AgentConfigurationException($"The MCP server '{name}' has been added already.");
        }

        var options = McpSettings.Read(builder.Configuration, name, url, configure);
        builder.Services.AddKeyedSingleton<IMcpTools>(name, (services, _) => new McpTools(
            name, options, services.GetService<TimeProvider>() ?? TimeProvider.System, services.GetService<ILogger<McpTools>>() ?? NullLogger<McpTools>.Instance));
        builder.Services.AddSingleton(new McpServerName(name));
        builder.Services.TryAddSingleton(static services => TheOnlyOne(services));
        return builder;
    }

    private static IMcpTools TheOnlyOne(IServiceProvider services)
    {
        var names = services.GetServices<McpServerName>().Select(static server => server.Name).ToList();
        return names is [var only]
            ? services.GetRequiredKeyedService<IMcpTools>(only)
            : throw new InvalidOperationException($"There are several MCP servers; say which with [FromKeyedServices(\"…\")]: {string.Join(", ", names)}.");
    }
}

/// <summary>A server that was added.</summary>
internal sealed record McpServerName(string Name);
