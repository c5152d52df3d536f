using A2AAgent.Server.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace A2AAgent.Server.Commands;

/// <summary>Makes an application do what its command line asks for, instead of answering clients.</summary>
internal static class CommandRegistration
{
    private const int WrongUsage = 64; // EX_USAGE of sysexits.h

    /// <summary>Reads the command line of the process. One that is wrong ends it.</summary>
    /// <returns>The command; null when the agent is to answer clients.</returns>
    public static CommandLine? Read(WebApplicationBuilder builder)
    {
        try
        {
            var line = CommandLine.Parse(Environment.GetCommandLineArgs().AsSpan(1));
            if (line is not null)
            {
                Set(builder.Configuration, line.Settings);
            }

            return line;
        }
        catch (UsageException e)
        {
            Console.Error.WriteLine($"{e.Message} See --help.");
            Environment.Exit(WrongUsage);
            throw;
        }
    }

    public static void Add(IServiceCollection services, CommandLine line, AgentOptions options)
    {
        if (line.Sign.Count > 0 || line.OnlyVerifies || line.Name is CommandLine.Migrate or CommandLine.Manifests)
        {
            // Where cards are made, the agent's own keys need not be.
            options.Signing.Keys.Clear();
        }

        services.AddSingleton(line);
        services.AddSingleton<Command>();
        services.AddSingleton<IHostLifetime, CommandLifetime>();
        services.PostConfigure<ConsoleLoggerOptions>(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private static void Set(ConfigurationManager configuration, IReadOnlyDictionary<string, string> settings)
    {
        foreach (var (name, value) in settings)
        {
            configuration[name] = value;
        }
    }
}
