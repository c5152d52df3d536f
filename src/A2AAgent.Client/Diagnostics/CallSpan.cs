using System.Diagnostics;
using System.Diagnostics.Metrics;
using A2AAgent.Client.Interfaces;
using A2AAgent.Protocol.Diagnostics;

namespace A2AAgent.Client.Diagnostics;

/// <summary>A call to an agent as it is traced and measured, from its beginning to the end of its stream. Costs nothing while nobody listens.</summary>
internal sealed class CallSpan
{
    private static readonly ActivitySource Source = new(TelemetryNames.Client);
    private static readonly Meter Meter = new(TelemetryNames.Client);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        TelemetryNames.ClientOperationDuration, "s", "Calls to agents, from the request to the end of the answer or stream",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300] });

    private static readonly CallSpan None = new("", "", activity: null);

    private readonly string _operation;
    private readonly string _agent;
    private readonly long _began;
    private string? _binding;
    private string? _error;

    private CallSpan(string operation, string agent, Activity? activity)
    {
        (_operation, _agent, Activity) = (operation, agent, activity);
        _began = Duration.Enabled ? Stopwatch.GetTimestamp() : 0;
    }

    /// <summary>The span; null when it is not sampled.</summary>
    public Activity? Activity { get; }

    /// <summary>Begins a call; it is current until the caller's method returns.</summary>
    public static CallSpan Start(string operation, string agent, in CallIds ids)
    {
        var activity = Source.HasListeners() ? Source.StartActivity(operation, ActivityKind.Client) : null;
        if (activity is null && !Duration.Enabled)
        {
            return None;
        }

        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag(TelemetryNames.Method, operation)
                .SetTag(TelemetryNames.ClientAgent, agent)
                .SetId(TelemetryNames.TaskId, ids.Task)
                .SetId(TelemetryNames.Conversation, ids.Context)
                .SetId(TelemetryNames.MessageId, ids.Message)
                .SetId(TelemetryNames.Tenant, ids.Tenant);
        }

        return new CallSpan(operation, agent, activity);
    }

    /// <summary>To whom the call goes, and which way.</summary>
    public void Goes(AgentCard card, Route route)
    {
        if (ReferenceEquals(this, None))
        {
            return;
        }

        _binding = BindingOf(route.Interface.ProtocolBinding);
        if (Activity is { IsAllDataRequested: true })
        {
            Activity.SetTag(TelemetryNames.Binding, _binding)
                .SetTag(TelemetryNames.AgentName, card.Name)
                .SetTag(TelemetryNames.AgentVersion, card.Version)
                .SetTag(TelemetryNames.ProtocolVersion, route.Interface.ProtocolVersion)
                .SetTag(TelemetryNames.ServerAddress, route.Url.Host)
                .SetTag(TelemetryNames.ServerPort, route.Url.Port)
                .SetId(TelemetryNames.Tenant, route.Interface.Tenant);
        }
    }

    /// <summary>What the agent answered.</summary>
    public void Answered(object? result)
    {
        if (Activity is { IsAllDataRequested: true })
        {
            switch (result)
            {
                case SendMessageResponse response:
                    Activity.Saw(response);
                    break;
                case AgentTask task:
                    Activity.SetTask(task);
                    break;
                case StreamEvent change:
                    Activity.Saw(change);
                    break;
            }
        }
    }

    /// <summary>The call failed.</summary>
    public void Failed(Exception failure)
    {
        if (ReferenceEquals(this, None))
        {
            return;
        }

        _error = failure switch
        {
            RemoteAgentException remote => remote.Error.Reason,
            OperationCanceledException => GrpcStatus.Canceled.ToWireName(),
            _ => failure.GetType().FullName ?? TelemetryNames.Other,
        };
        Activity?.Fail(_error, failure.Message);
    }

    /// <summary>The call is over. To be told once.</summary>
    public void End()
    {
        if (ReferenceEquals(this, None))
        {
            return;
        }

        Activity?.Dispose();
        if (_began != 0)
        {
            var tags = new TagList { { TelemetryNames.Method, _operation }, { TelemetryNames.ClientAgent, _agent } };
            Add(ref tags, TelemetryNames.Binding, _binding);
            Add(ref tags, TelemetryNames.ErrorType, _error);
            Duration.Record(Stopwatch.GetElapsedTime(_began).TotalSeconds, tags);
        }
    }

    private static void Add(ref TagList tags, string name, string? value)
    {
        if (value is not null)
        {
            tags.Add(name, value);
        }
    }

    /// <summary>What telemetry calls a binding that cards name.</summary>
    public static string BindingOf(string binding) => binding.ToUpperInvariant() switch
    {
        ProtocolBindings.JsonRpc => TelemetryNames.Bindings.JsonRpc,
        ProtocolBindings.HttpJson => TelemetryNames.Bindings.Rest,
        ProtocolBindings.Grpc => TelemetryNames.Bindings.Grpc,
        _ => TelemetryNames.Other,
    };
}
