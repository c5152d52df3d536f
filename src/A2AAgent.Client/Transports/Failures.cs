using A2AAgent.Client.Calls;
using A2AAgent.Client.Transports.Http;

namespace A2AAgent.Client.Transports;

/// <summary>Makes the failures of calls to one agent.</summary>
/// <param name="Agent">The name that errors call it by.</param>
internal sealed record Failures(string Agent)
{
    private const int LongestMessage = 1024;

    /// <summary>The request surely did not reach the agent.</summary>
    public RemoteAgentException NotSent(string operation, string problem, Exception? cause = null, AgentError? error = null, bool transient = true) =>
        new(error ?? AgentError.Unavailable, Agent, operation, RequestDelivery.NotSent, problem, cause) { IsRetrySafe = true, IsTransient = transient };

    /// <summary>The request may have reached the agent, and there is no answer.</summary>
    public RemoteAgentException NoAnswer(string operation, string problem, Exception? cause = null) =>
        new(AgentError.Unavailable, Agent, operation, RequestDelivery.Unknown, problem, cause)
        {
            IsRetrySafe = OperationTraits.IsIdempotent(operation),
            IsTransient = true,
        };

    /// <summary>What came is no answer that the specification knows.</summary>
    public RemoteAgentException Invalid(string operation, string problem, Exception? cause = null) =>
        new(AgentError.InvalidAgentResponse, Agent, operation, RequestDelivery.Answered, problem, cause) { IsRetrySafe = OperationTraits.IsIdempotent(operation) };

    /// <summary>The agent answered with an error.</summary>
    public RemoteAgentException Answered(string operation, RemoteError answer)
    {
        var error = AgentErrorLookup.ByReason(answer.Reason) ?? answer.Error;
        var busy = error == AgentError.Unavailable || error == AgentError.ResourceExhausted;
        var refused = busy && answer.RetryAfter is not null;
        var message = answer.Message.Length > LongestMessage ? answer.Message[..LongestMessage] + "…" : answer.Message;
        return new(error, Agent, operation, refused ? RequestDelivery.Refused : RequestDelivery.Answered, message.Length > 0 ? message : error.DefaultMessage)
        {
            Facts = answer.Facts,
            Violations = answer.Violations,
            RetryAfter = answer.RetryAfter,
            Challenges = answer.Challenges,
            IsTransient = busy,
            IsRetrySafe = refused || OperationTraits.IsIdempotent(operation),
        };
    }
}
