using A2AAgent.Protocol;
using A2AAgent.Server.Diagnostics;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Server.Operations;

/// <summary>Runs a skill that replies with a message: it lives and dies with its request.</summary>
internal static class DirectReply
{
    /// <exception cref="AgentException">The skill failed; what it threw is in the log.</exception>
    public static async ValueTask<Message> InvokeAsync(
        Func<SkillContext, CancellationToken, ValueTask<Message>> reply, Turn turn, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            var message = await reply(turn.ContextWithoutTask(), cancellationToken);
            return message is { Parts.Count: > 0 }
                ? message
                : throw new AgentException(AgentError.InvalidAgentResponse, $"Skill '{turn.Skill.SkillId}' returned a message without parts.");
        }
        catch (Exception e) when (e is not AgentException && !cancellationToken.IsCancellationRequested)
        {
            Log.ReplyFailed(logger, e, turn.Message.MessageId, turn.Skill.SkillId);
            throw new AgentException(AgentError.Internal, $"The skill '{turn.Skill.SkillId}' failed.", e);
        }
    }
}
