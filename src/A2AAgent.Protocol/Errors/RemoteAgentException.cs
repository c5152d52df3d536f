namespace A2AAgent.Protocol;

/// <summary>
/// A call to another agent failed: which agent, which operation, how far the request came, and whether it may be made again.
/// </summary>
/// <remarks>
/// Thrown by clients of agents. An agent whose skill lets it pass does not tell its own caller what it says: its log has it.
/// </remarks>
public sealed class RemoteAgentException : AgentException
{
    /// <summary>Makes a failure of a call.</summary>
    /// <param name="error">What kind of failure.</param>
    /// <param name="agent">The agent: the name that its client gave it, or its address.</param>
    /// <param name="operation">The operation, as the specification names it, or what else was being done, for example fetching the card.</param>
    /// <param name="delivery">How far the request came.</param>
    /// <param name="problem">What went wrong, without its end mark.</param>
    /// <param name="innerException">What caused it.</param>
    public RemoteAgentException(AgentError error, string agent, string operation, RequestDelivery delivery, string problem, Exception? innerException = null)
        : base(error, $"Agent '{agent}', {operation}: {problem}", innerException)
    {
        Agent = agent;
        Operation = operation;
        Delivery = delivery;
        Problem = problem;
    }

    /// <summary>The agent: the name that its client gave it, or its address.</summary>
    public string Agent { get; }

    /// <summary>The operation, as the specification names it, for example <c>SendMessage</c>.</summary>
    public string Operation { get; }

    /// <summary>How far the request came.</summary>
    public RequestDelivery Delivery { get; }

    /// <summary>What went wrong: the message without the agent and the operation.</summary>
    public string Problem { get; }

    /// <summary>True when making the same call again cannot do its work twice.</summary>
    public bool IsRetrySafe { get; init; }

    /// <summary>True when the same call may succeed later: the agent could not be reached, did not answer, or has no room now.</summary>
    public bool IsTransient { get; init; }
}

/// <summary>How far a request came that has failed.</summary>
public enum RequestDelivery
{
    /// <summary>It surely did not reach the agent.</summary>
    NotSent,

    /// <summary>The agent, or what stands in front of it, refused it for now and said when to come again.</summary>
    Refused,

    /// <summary>It may have reached the agent, and there is no answer.</summary>
    Unknown,

    /// <summary>The agent answered with an error.</summary>
    Answered,
}
