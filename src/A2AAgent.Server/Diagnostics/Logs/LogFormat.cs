using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Console;

namespace A2AAgent.Server.Diagnostics.Logs;

/// <summary>Chooses how the log looks on the console: JSON in a container, plain on a terminal. What the settings name counts before both.</summary>
internal static class LogFormat
{
    public static void Add(IServiceCollection services, IConfiguration configuration, bool isTerminal)
    {
        services.AddSingleton<ConsoleFormatter, JsonLogFormatter>();
        if (configuration["Logging:Console:FormatterName"] is null or "" && IsInContainer(configuration) && !isTerminal)
        {
            services.Configure<ConsoleLoggerOptions>(static options => options.FormatterName = JsonLogFormatter.FormatterName);
        }
    }

    /// <summary>As the images of .NET say, and Kubernetes.</summary>
    private static bool IsInContainer(IConfiguration configuration) =>
        configuration["DOTNET_RUNNING_IN_CONTAINER"] is { } value && (value == "1" || string.Equals(value, "true", StringComparison.OrdinalIgnoreCase))
        || configuration["KUBERNETES_SERVICE_HOST"] is { Length: > 0 };
}
