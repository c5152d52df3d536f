using A2AAgent.Server.Configuration;

namespace A2AAgent.Server.Hosting;

/// <summary>What must hold before the agent starts.</summary>
internal static class StartupRules
{
    /// <exception cref="AgentConfigurationException">Anybody could call the agent in production and nobody has said that this is meant.</exception>
    public static void RequireProtection(AgentOptions options, bool production, bool hasSecuritySchemes)
    {
        if (production && !hasSecuritySchemes && !options.Security.AllowAnonymous)
        {
            throw new AgentConfigurationException(
                "This agent has no security scheme, so in the Production environment it does not start. "
                + "Set Agent:Security:AllowAnonymous=true if something in front of it authenticates, or run it with DOTNET_ENVIRONMENT=Development.");
        }
    }

    /// <summary>
    /// Makes a wrong setting end the process with its message alone: an operator needs no stack trace to correct a setting.
    /// </summary>
    public static void ReportWrongSettings() => AppDomain.CurrentDomain.UnhandledException += static (_, args) =>
    {
        if (args.ExceptionObject is AgentConfigurationException wrong)
        {
            Console.Error.WriteLine(wrong.Message);
            Environment.Exit(78); // EX_CONFIG of sysexits.h
        }
    };
}
