using A2AAgent.Protocol;

namespace A2AAgent.Server;

/// <summary>
/// Chooses the skill for messages that name none: those that begin a task when the agent has several skills and no default, and those
/// that continue one. Register one in DI.
/// </summary>
/// <remarks>Called concurrently. Its time counts as part of the request.</remarks>
public interface ISkillSelector
{
    /// <summary>Chooses a skill.</summary>
    /// <param name="message">The message.</param>
    /// <param name="task">The task that the message continues, or null when it begins one.</param>
    /// <param name="cancellationToken">Canceled when the request is.</param>
    /// <returns>The skill's identifier; null to leave the choice to the task's earlier skill.</returns>
    ValueTask<string?> SelectAsync(Message message, AgentTask? task, CancellationToken cancellationToken);
}
