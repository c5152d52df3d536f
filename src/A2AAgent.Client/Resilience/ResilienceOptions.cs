using A2AAgent.Client.Calls;
using A2AAgent.Protocol.Diagnostics;

namespace A2AAgent.Client.Resilience;

/// <summary>How long calls may take, and what is done about those that fail.</summary>
public sealed class ResilienceOptions
{
    /// <summary>How long connecting may take. Default: 5 seconds.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one attempt may take, of every operation but sending and streams; also for the card. Default: 30 seconds.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one attempt to send a message may take, which lasts until the task ends or needs its client. Default: 5 minutes.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long a stream may bring nothing, not even a comment, before it counts as broken and is resumed; also for its first answer.
    /// Default: 60 seconds.
    /// </summary>
    public TimeSpan StreamIdleTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long a connection of HTTP/2 may be silent before the agent is pinged, a second or more: finds agents that hang under the streams of
    /// gRPC. A day is as good as never. Default: 5 minutes and 10 seconds.
    /// </summary>
    /// <remarks>gRPC's servers take pings for an attack that come more often than every five minutes, unless they are set otherwise. Not for an <see cref="AgentClientOptions.Handler"/> of yours, which has settings of its own for it.</remarks>
    public TimeSpan PingDelay { get; set; } = TimeSpan.FromSeconds(310);

    /// <summary>How long the answer to a ping may take before the connection counts as broken, a second or more. Default: 10 seconds.</summary>
    public TimeSpan PingTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a call is made again, if that is safe: 0 for never. Default: 3.</summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>The pause before the first retry; it doubles each time, with jitter. Default: 200 milliseconds.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause, and the longest <c>Retry-After</c> that is waited for. Default: 30 seconds.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The share of attempts that must fail for the circuit to open, above 0 to 1. Default: 0.5.</summary>
    public double CircuitFailureRatio { get; set; } = 0.5;

    /// <summary>How many attempts there must be within <see cref="CircuitSampling"/> for the circuit to open: 2 or more. Default: 10.</summary>
    public int CircuitMinimumCalls { get; set; } = 10;

    /// <summary>The time over which failures are counted, half a second or more. Default: 30 seconds.</summary>
    public TimeSpan CircuitSampling { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the circuit stays open, half a second or more: calls fail at once, and then one tries the agent. Default: 15 seconds.</summary>
    public TimeSpan CircuitBreak { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often in a row a broken stream is resumed without an event in between. Default: 5.</summary>
    public int MaxStreamResumes { get; set; } = 5;

    /// <summary>
    /// What to do when the task of a stream is lost: the agent cannot be reached any more, or knows nothing of it. Default:
    /// <see cref="LostTask.Fail"/>.
    /// </summary>
    public LostTask LostTask { get; set; } = LostTask.Fail;

    /// <summary>How long one attempt may take, of a stream until its first answer.</summary>
    internal TimeSpan LimitOf(string? operation) => operation switch
    {
        OperationNames.SendMessage => SendTimeout,
        _ => OperationTraits.IsStream(operation) ? StreamIdleTimeout : AttemptTimeout,
    };
}

/// <summary>What is done about a task that is lost in the middle of its stream.</summary>
public enum LostTask
{
    /// <summary>The stream fails: the skill may have done its work.</summary>
    Fail,

    /// <summary>
    /// The message is sent again, to the next agent that there is for it or else to the same: only for skills that may do their work twice.
    /// The stream then goes on with the events of another task.
    /// </summary>
    SendAgain,
}
