using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Client.Hosting;

/// <summary>The names of an application's clients.</summary>
internal sealed class AgentClientNames
{
    private readonly List<string> _names = [];

    /// <summary>The name of the only client.</summary>
    /// <exception cref="InvalidOperationException">There are several.</exception>
    public string Only => _names is [var only]
        ? only
        : throw new InvalidOperationException($"There are several agent clients ({string.Join(", ", _names)}): say which with [FromKeyedServices(\"{_names[0]}\")].");

    /// <exception cref="AgentConfigurationException">There is one of this name already.</exception>
    public void Add(string name)
    {
        if (_names.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw new AgentConfigurationException($"There is an agent client '{name}' already; give this one another name.");
        }

        _names.Add(name);
    }

    public static AgentClientNames Of(IServiceCollection services)
    {
        if (services.FirstOrDefault(static service => service.ServiceType == typeof(AgentClientNames))?.ImplementationInstance is AgentClientNames known)
        {
            return known;
        }

        var names = new AgentClientNames();
        services.AddSingleton(names);
        return names;
    }
}
