using System.Globalization;
using A2AAgent.Client.Directory;
using A2AAgent.Client.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace A2AAgent.Client;

/// <summary>Adds a directory of agents to an application.</summary>
public static class AgentDirectoryBuilderExtensions
{
    private const string Section = "AgentDirectory";

    /// <summary>
    /// Adds the directory of the settings: <c>AgentDirectory:Url</c> for one behind HTTP (<see cref="HttpAgentDirectory"/>), or
    /// <c>AgentDirectory:Agents:0:Name</c>, <c>:Url</c>, <c>:Skills</c> and <c>:Tags</c> for a list (<see cref="StaticAgentDirectory"/>). An
    /// <see cref="IAgentDirectory"/> that is registered already is kept.
    /// </summary>
    /// <param name="builder">The application's builder.</param>
    /// <exception cref="AgentConfigurationException">A setting is wrong or missing.</exception>
    public static IHostApplicationBuilder AddAgentDirectory(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var section = builder.Configuration.GetSection(Section);
        var settings = Bind(section);
        if ((settings.Url is { Length: > 0 }) == (settings.Agents is { Count: > 0 }))
        {
            throw new AgentConfigurationException($"{Section} must have either Url, the address of a directory, or Agents, a list.");
        }

        if (settings.Url is { Length: > 0 } url)
        {
            var address = AddressSettings.Url(section.Path + ":Url", url).Url;
            builder.Services.TryAddSingleton<IAgentDirectory>(_ => new HttpAgentDirectory(address));
            return builder;
        }

        var entries = settings.Agents!.Select((entry, i) => Entry(string.Create(CultureInfo.InvariantCulture, $"{section.Path}:Agents:{i}"), entry)).ToArray();
        builder.Services.TryAddSingleton<IAgentDirectory>(_ => new StaticAgentDirectory(entries));
        return builder;
    }

    private static AgentDirectorySettings Bind(IConfigurationSection section)
    {
        var settings = new AgentDirectorySettings();
        try
        {
            section.Bind(settings, static binder => binder.ErrorOnUnknownConfiguration = true);
            return settings;
        }
        catch (InvalidOperationException e)
        {
            throw new AgentConfigurationException($"{section.Path} has a setting that does not exist or has a wrong value: {e.Message}", e);
        }
    }

    private static DirectoryEntry Entry(string path, AgentEntrySettings entry)
    {
        var address = AddressSettings.Url(path + ":Url", entry.Url ?? "");
        return new DirectoryEntry(entry.Name is { Length: > 0 } name ? name : address.Url.Host, address) { Skills = entry.Skills ?? [], Tags = entry.Tags ?? [] };
    }
}
