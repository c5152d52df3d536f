using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using A2AAgent.Server.Bindings.AgentCard;
using A2AAgent.Server.Bindings.Sse;
using A2AAgent.Server.Commands;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Diagnostics.Logs;
using A2AAgent.Server.Diagnostics.Metrics;
using A2AAgent.Server.Diagnostics.Tracing;
using A2AAgent.Server.Execution;
using A2AAgent.Server.Hosting;
using A2AAgent.Server.Limits;
using A2AAgent.Server.Operations;
using A2AAgent.Server.Operations.Timestamps;
using A2AAgent.Server.Security;
using A2AAgent.Server.Security.Tls;
using A2AAgent.Server.Signing;
using A2AAgent.Server.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Server;

/// <summary>Adds an agent to an application.</summary>
public static class AgentBuilderExtensions
{
    /// <summary>
    /// Adds the agent: its services, its ports and its settings (the section <c>Agent</c> of the configuration). One agent per process.
    /// </summary>
    /// <remarks>
    /// The agent is a singleton that takes calls concurrently. Register <typeparamref name="TAgent"/> as scoped or transient before this
    /// call to have an instance and a scope for each call instead.
    /// </remarks>
    /// <typeparam name="TAgent">A partial class with <see cref="AgentAttribute"/>.</typeparam>
    /// <param name="builder">The application's builder.</param>
    /// <exception cref="AgentConfigurationException">A setting is wrong; unhandled, it ends the process with its message and exit code 78.</exception>
    /// <exception cref="InvalidOperationException">The application has an agent already.</exception>
    public static WebApplicationBuilder AddAgent<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAgent>(this WebApplicationBuilder builder)
        where TAgent : class, IAgent<TAgent>
    {
        ArgumentNullException.ThrowIfNull(builder);
        StartupRules.ReportWrongSettings();
        if (builder.Services.Any(static service => service.ServiceType == typeof(AgentDefinition)))
        {
            throw new InvalidOperationException("The application has an agent already; run each agent as a process of its own.");
        }

        var command = CommandRegistration.Read(builder);
        LogLevels.Require(builder.Configuration);
        LogFormat.Add(builder.Services, builder.Configuration, isTerminal: !Console.IsOutputRedirected);
        var options = AgentOptionsReader.Read(builder.Configuration);
        var card = ReadCard(TAgent.Card);
        var plan = SecurityPlan.Make(card, options.Security);
        var definition = AgentDefinition.Of<TAgent>(TaskTimestamps.Declare(ExtendedCard.Declare(plan.Fill(card), options.Card), options.Card));
        var grpc = new GrpcPort();
        builder.Services.AddSingleton(grpc);
        if (command is null)
        {
            ListenAddresses.Require(builder.Configuration, options, definition.Bindings.HasFlag(AgentBindings.Grpc));
            ListenSockets.Use(builder.Services, options);
            StartupLog.Add(builder.Services);
            StartupRules.RequireProtection(options, builder.Environment.IsDevelopment(), plan);
            SigningRules.RequirePublicUrl(options, builder.Environment.IsDevelopment());
            builder.WebHost.ConfigureKestrel(kestrel =>
                Listeners.Configure(kestrel, options, definition.Bindings.HasFlag(AgentBindings.Grpc) ? grpc : null, builder.Environment.IsDevelopment()));
        }
        else
        {
            CommandRegistration.Add(builder.Services, command, options);
        }

        SchemeRegistration.Add(builder.Services, plan);
        SigningRegistration.Add(builder.Services);
        var features = new AgentFeatures(builder.Services, options, builder.Environment.IsDevelopment());
        TAgent.AddFeatures(features);
        features.AddNamed();
        TlsRegistration.Require(builder.Services, options);
        AddTaskServices(builder.Services, options);
        AddAgentServices<TAgent>(builder.Services, definition);
        features.AddIdempotency();
        ServiceLayers.Complete(builder.Services, options);
        return builder;
    }

    private static void AddTaskServices(IServiceCollection services, AgentOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(options.Tasks);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ITaskStore, InMemoryTaskStore>();
        MetricsRegistration.Add(services, options.Metrics);
        TracingRegistration.Add(services);
        services.AddSingleton<TaskEngine>();
        services.AddSingleton<TaskCancellation>();
        services.AddSingleton<Draining>();
        services.AddSingleton<Departure>();
        services.AddSingleton<OpenConnections>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<RateLimits>();
        services.AddSingleton<Admission>();
        services.AddHostedService<TaskSweeper>();
        services.AddHostedService<DrainService>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = options.Limits.ShutdownDelay + Departure.Longest + options.Limits.DrainTimeout + options.Push.DrainTimeout + TimeSpan.FromSeconds(5));
    }

    private static void AddAgentServices<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAgent>(IServiceCollection services, AgentDefinition definition)
        where TAgent : class, IAgent<TAgent>
    {
        var perCall = services.Any(static service => service.ServiceType == typeof(TAgent) && service.Lifetime != ServiceLifetime.Singleton);
        services.TryAddSingleton<TAgent>();
        services.AddSingleton(definition);
        services.AddSingleton(new Negotiation(definition.With(static _ => true).Capabilities));
        services.AddSingleton<DirectReplies>();
        services.AddSingleton<CallerScope>();
        services.AddSingleton<AgentRuntime>(provider => new AgentRuntime<TAgent>(provider, perCall));
        services.AddSingleton(static provider => new SkillChooser(
            provider.GetRequiredService<AgentRuntime>(), provider.GetRequiredService<SkillVisibility>(), provider.GetService<ISkillSelector>()));
        services.AddSingleton<IAgentService, AgentService>();
        services.AddSingleton<CardBuilder>();
        services.AddSingleton<CardEndpoint>();
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<SkillVisibility>();
        services.AddSingleton<ExtendedCard>();
        services.AddSingleton(static provider => new EventStreamWriter(
            provider.GetRequiredService<AgentOptions>().Limits.Heartbeat,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Draining>(),
            provider.GetRequiredService<ILogger<EventStreamWriter>>()));
    }

    private static AgentCard ReadCard(ReadOnlySpan<byte> generated)
    {
        try
        {
            return ProtocolJson.FromUtf8(generated, ProtocolJson.Context.AgentCard);
        }
        catch (JsonException e)
        {
            throw new InvalidOperationException("The generated Agent Card is not valid; build the agent again with the generator of the same version.", e);
        }
    }
}
