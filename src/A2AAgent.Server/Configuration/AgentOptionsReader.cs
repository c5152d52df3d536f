using System.Globalization;
using System.Net;
using A2AAgent.Protocol;
using A2AAgent.Server.Proxies;
using A2AAgent.Server.Push;
using A2AAgent.Server.Security.Tls;
using Microsoft.Extensions.Configuration;

namespace A2AAgent.Server.Configuration;

/// <summary>Reads and checks <see cref="AgentOptions"/> once, before anything starts.</summary>
internal static class AgentOptionsReader
{
    /// <summary>Answers wrap what requests bring, and must not become too deep to be read.</summary>
    private const int MaxJsonDepth = 128;

    private const int MaxSegments = 100;

    public static AgentOptions Read(IConfiguration configuration)
    {
        var options = Bind(configuration);
        if (configuration["PORT"] is { Length: > 0 } port)
        {
            options.Ports.Http = int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new AgentConfigurationException($"PORT is '{port}'; it must be a number from 0 to 65535.");
        }

        Check(options);
        return options;
    }

    private static AgentOptions Bind(IConfiguration configuration)
    {
        var options = new AgentOptions();
        try
        {
            var agent = configuration.GetSection(AgentOptions.Section);
            agent.Bind(options);
            StrictSettings.Check(agent);
            RequirementReader.Read(agent.GetSection(nameof(AgentOptions.Security)), options.Security);
        }
        catch (InvalidOperationException e)
        {
            throw new AgentConfigurationException(BinderFailure.Describe(e, configuration), e);
        }

        return options;
    }

    private static void Check(AgentOptions options)
    {
        Port("Http", options.Ports.Http);
        Port("Grpc", options.Ports.Grpc);
        Port("Management", options.Ports.Management);
        if (options.Ports.Management != 0 && options.Ports.Management == options.Ports.Http)
        {
            throw new AgentConfigurationException($"Agent:Ports:Management and Agent:Ports:Http are both {options.Ports.Http}; they must differ.");
        }

        if (options.PublicUrl is { Length: > 0 } url && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            && uri.Query.Length == 0 && uri.Fragment.Length == 0))
        {
            throw new AgentConfigurationException($"Agent:PublicUrl is '{url}'; it must be an absolute http or https URL without query, for example https://agents.example.com/expenses.");
        }

        if (options.PublicGrpcAddress is { Length: > 0 } grpc && !(Uri.TryCreate($"dns://{grpc}", UriKind.Absolute, out var target)
            && target.Authority == grpc && target.Port > 0))
        {
            throw new AgentConfigurationException($"Agent:PublicGrpcAddress is '{grpc}'; it must be host:port without a scheme, for example agents.example.com:443.");
        }

        if (options.BindAddress is { Length: > 0 } address and not ("*" or "localhost") && !IPAddress.TryParse(address, out _))
        {
            throw new AgentConfigurationException($"Agent:BindAddress is '{address}'; it must be an IP address, localhost or *.");
        }

        TlsOptionsRules.Check(options.Tls);
        AtLeastOne("Tasks:MaxTasks", options.Tasks.MaxTasks);
        AtLeastOne("Tasks:MaxBytes", options.Tasks.MaxBytes);
        AtLeastOne("Tasks:MaxRunning", options.Tasks.MaxRunning);
        AtLeastOne("Tasks:MaxRunningPerOwner", options.Tasks.MaxRunningPerOwner ?? 1);
        AtLeastOne("Tasks:MaxHistory", options.Tasks.MaxHistory);
        AtLeastOne("Tasks:MaxArtifacts", options.Tasks.MaxArtifacts);
        AtLeastOne("Tasks:MaxArtifactParts", options.Tasks.MaxArtifactParts);
        AtLeastOne("Tasks:MaxSubscribers", options.Tasks.MaxSubscribers);
        AtLeastOne("Tasks:EventBuffer", options.Tasks.EventBuffer);
        AtLeastOne("Limits:RequestBytes", options.Limits.RequestBytes);
        if (options.Limits.JsonDepth is < 1 or > MaxJsonDepth)
        {
            throw new AgentConfigurationException($"Agent:Limits:JsonDepth is {options.Limits.JsonDepth}; it must be 1 to {MaxJsonDepth}.");
        }

        AtLeastOne("Limits:Connections", options.Limits.Connections);
        Rate(options.Limits.Rate);
        Positive("Tasks:FinishedTtl", options.Tasks.FinishedTtl);
        Positive("Tasks:AbandonedTtl", options.Tasks.AbandonedTtl);
        Positive("Tasks:MaxRunTime", options.Tasks.MaxRunTime);
        Positive("Tasks:InactivityTimeout", options.Tasks.InactivityTimeout ?? options.Tasks.MaxRunTime);
        Positive("Tasks:StuckAfter", options.Tasks.StuckAfter);
        Positive("Tasks:CancelGrace", options.Tasks.CancelGrace);
        Positive("Tasks:MaxStoreOutage", options.Tasks.MaxStoreOutage);
        Positive("Limits:Heartbeat", options.Limits.Heartbeat);
        Positive("Limits:DrainTimeout", options.Limits.DrainTimeout);
        if (options.Limits.ShutdownDelay is var delay && (delay < TimeSpan.Zero || delay > TimeSpan.FromMinutes(5)))
        {
            throw new AgentConfigurationException($"Agent:Limits:ShutdownDelay is {delay:c}; it must be 00:00:00 to 00:05:00.");
        }

        Positive("Security:ReloadInterval", options.Security.ReloadInterval);
        Positive("Card:MaxAge", options.Card.MaxAge);
        PushOptionsRules.Check(options.Push);
        ForwardedHeaders.Make(options.ForwardedHeaders);
    }

    private static void Rate(RateOptions rate)
    {
        if (rate.Permits < 0 || rate.Queue < 0)
        {
            throw new AgentConfigurationException($"Agent:Limits:Rate:{(rate.Permits < 0 ? "Permits" : "Queue")} is {Math.Min(rate.Permits, rate.Queue)}; it must be 0 or more.");
        }

        if (rate.Segments is < 1 or > MaxSegments)
        {
            throw new AgentConfigurationException($"Agent:Limits:Rate:Segments is {rate.Segments}; it must be 1 to {MaxSegments}.");
        }

        Positive("Limits:Rate:Window", rate.Window);
    }

    private static void Port(string name, int value)
    {
        if (value is < 0 or > IPEndPoint.MaxPort)
        {
            throw new AgentConfigurationException($"Agent:Ports:{name} is {value}; it must be a number from 0 to 65535.");
        }
    }

    internal static void AtLeastOne(string name, long value)
    {
        if (value < 1)
        {
            throw new AgentConfigurationException($"Agent:{name} is {value}; it must be 1 or more.");
        }
    }

    internal static void Positive(string name, TimeSpan value)
    {
        // Timers count at most this many milliseconds.
        var longest = TimeSpan.FromMilliseconds(int.MaxValue);
        if (value <= TimeSpan.Zero || value > longest)
        {
            throw new AgentConfigurationException($"Agent:{name} is {value:c}; it must be longer than 00:00:00 and at most {longest:c}.");
        }
    }
}
