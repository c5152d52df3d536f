using A2AAgent.Protocol;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Server.Hosting;

/// <summary>Checks the levels under <c>Logging</c>, which would otherwise end the process with a stack trace.</summary>
internal static class LogLevels
{
    private const string Section = "Logging";
    private const string Levels = "LogLevel";

    /// <exception cref="AgentConfigurationException">A level is none.</exception>
    public static void Require(IConfiguration configuration)
    {
        var logging = configuration.GetSection(Section);
        Require(logging.GetSection(Levels));
        foreach (var provider in logging.GetChildren())
        {
            Require(provider.GetSection(Levels));
        }
    }

    private static void Require(IConfigurationSection levels)
    {
        foreach (var level in levels.GetChildren())
        {
            if (level.Value is { Length: > 0 } value && !Enum.TryParse<LogLevel>(value, ignoreCase: true, out _))
            {
                throw new AgentConfigurationException($"{level.Path} is '{value}'; it must be Trace, Debug, Information, Warning, Error, Critical or None.");
            }
        }
    }
}
