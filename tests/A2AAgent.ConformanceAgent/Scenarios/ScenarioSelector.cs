using A2AAgent.ConformanceAgent.Agents;

namespace A2AAgent.ConformanceAgent.Scenarios;

/// <summary>Sends each message where its own prefix says, also one that continues a task: its task's earlier skill does not count.</summary>
internal sealed class ScenarioSelector : ISkillSelector
{
    private const string ReplyPrefix = "tck-message-response";

    public ValueTask<string?> SelectAsync(Message message, AgentTask? task, CancellationToken cancellationToken) =>
        ValueTask.FromResult<string?>(message.MessageId.StartsWith(ReplyPrefix, StringComparison.Ordinal) ? Card.Reply : Card.Play);
}
