using A2AAgent.Protocol;
using A2AAgent.Server.Diagnostics;
using A2AAgent.Server.Diagnostics.Tracing;
using A2AAgent.Server.Execution;

namespace A2AAgent.Server.Operations;

/// <summary>Runs skills that reply with a message: they live and die with their request, within the same limits as tasks.</summary>
internal sealed class DirectReplies(TaskEngine engine)
{
    [ThreadStatic]
    private static CancellationTokenSource? _spare;

    /// <exception cref="AgentException">The skill failed or took too long; what it threw is in the log.</exception>
    public async ValueTask<Message> InvokeAsync(
        Func<SkillContext, CancellationToken, ValueTask<Message>> reply, Turn turn, CancellationToken cancellationToken)
    {
        engine.Enter(turn.Scope);
        var deadline = Rent();
        var context = turn.ContextWithoutTask();
        var span = engine.Spans.Begin(turn.Skill.SkillId, context);
        try
        {
            await using var leaving = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), deadline);
            var message = await reply(context, deadline.Token);
            return message is { Parts.Count: > 0 }
                ? message
                : throw new AgentException(AgentError.InvalidAgentResponse, $"Skill '{turn.Skill.SkillId}' returned a message without parts.");
        }
        catch (AgentException e) when (e is not RemoteAgentException)
        {
            SkillSpans.Threw(span, e);
            throw;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            SkillSpans.Threw(span, e);
            Log.ReplyFailed(engine.Logger, e, turn.Message.MessageId, turn.Skill.SkillId);
            throw new AgentException(AgentError.Internal, deadline.IsCancellationRequested
                ? $"The skill '{turn.Skill.SkillId}' ran longer than the {engine.Options.MaxRunTime.TotalSeconds:0.###} s that the agent allows."
                : $"The skill '{turn.Skill.SkillId}' failed.", e);
        }
        finally
        {
            span?.Dispose();
            Return(deadline);
            engine.Leave(turn.Scope);
        }
    }

    private CancellationTokenSource Rent()
    {
        var source = _spare ?? new CancellationTokenSource();
        _spare = null;
        source.CancelAfter(engine.Options.MaxRunTime);
        return source;
    }

    private static void Return(CancellationTokenSource source)
    {
        if (source.TryReset())
        {
            _spare = source;
        }
        else
        {
            source.Dispose();
        }
    }
}
