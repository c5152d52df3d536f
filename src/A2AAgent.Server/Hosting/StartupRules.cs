using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Diagnostics;
using A2AAgent.Server.Security;
using A2AAgent.Server.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Server.Hosting;

/// <summary>What must hold before the agent starts.</summary>
internal static class StartupRules
{
    private static int _reporting;

    /// <exception cref="AgentConfigurationException">Anybody could call the agent and nobody has said that this is meant.</exception>
    public static void RequireProtection(AgentOptions options, bool development, SecurityPlan plan)
    {
        if (!development && plan.AdmitsAnonymous && !options.Security.AllowAnonymous)
        {
            var why = plan.Schemes.Count == 0 ? "has no security scheme" : "lets anonymous callers in, as an empty element of Agent:Security:Requirements says";
            throw new AgentConfigurationException(
                $"This agent {why}, so it starts in the Development environment only. "
                + "Set Agent:Security:AllowAnonymous=true if something in front of it authenticates, or DOTNET_ENVIRONMENT=Development to try it out.");
        }
    }

    /// <exception cref="AgentConfigurationException">Tasks were to be kept elsewhere than in this process, and are not.</exception>
    public static void RequireStore(TaskOptions options, ITaskStore store)
    {
        if (store is InMemoryTaskStore && options.Store is { Length: > 0 } wanted && !string.Equals(wanted, "memory", StringComparison.OrdinalIgnoreCase))
        {
            throw new AgentConfigurationException(string.Equals(wanted, "postgres", StringComparison.OrdinalIgnoreCase)
                ? "Agent:Tasks:Store is 'postgres', and this agent was built without it: reference the package A2AAgent.Postgres and call builder.AddPostgresTasks()."
                : $"Agent:Tasks:Store is '{wanted}'; it must be memory or postgres.");
        }
    }

    /// <summary>Says so when a database is named that no task goes to: somebody may count on it.</summary>
    public static void WarnOfUnusedDatabase(WebApplication app, TaskOptions options)
    {
        if (options.Store is null or "" && app.Configuration.GetConnectionString("Tasks") is { Length: > 0 } && app.Services.GetRequiredService<ITaskStore>() is InMemoryTaskStore)
        {
            Log.DatabaseIsNotUsed(app.Logger);
        }
    }

    /// <summary>
    /// Makes a wrong setting end the process with its message alone: an operator needs no stack trace to correct a setting. In a native binary this
    /// is in place before the application reads its settings files.
    /// </summary>
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "A file that cannot be read fails before anything of the agent is called.")]
    public static void ReportWrongSettings()
    {
        if (Interlocked.Exchange(ref _reporting, 1) == 0)
        {
            AppDomain.CurrentDomain.UnhandledException += static (_, args) => Report(args.ExceptionObject);
        }
    }

    private static void Report(object thrown)
    {
        var message = thrown switch
        {
            AgentConfigurationException wrong => wrong.Message,
            IOException { InnerException: AgentConfigurationException wrong } => wrong.Message,

            // Two programs that start at once: the socket could be bound, and then not be listened on.
            IOException { InnerException: AddressInUseException } taken => Taken(taken),
            SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } taken => Taken(taken),
            InvalidDataException { InnerException: FormatException } file => $"{file.Message} It must be JSON: {file.GetBaseException().Message}",
            InvalidOperationException wrong when wrong.Message.Contains("UseKestrelHttpsConfiguration", StringComparison.Ordinal) =>
                "Kestrel:Endpoints has an https address, which this agent is not built for; set Agent:Tls:CertificateFile instead, for TLS on the agent's ports.",
            _ => null,
        };
        if (message is not null)
        {
            Console.Error.WriteLine(message.ReplaceLineEndings(" "));
            Environment.Exit(78); // EX_CONFIG of sysexits.h
        }
    }

    private static string Taken(Exception failure) =>
        $"{failure.Message.TrimEnd('.')}; Agent:Ports:Http (or PORT), Agent:Ports:Grpc and Agent:Ports:Management must be free ports from 1 to 65535.";
}
