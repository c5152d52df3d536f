using System.Diagnostics;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Diagnostics;
using A2AAgent.Server.Execution;
using A2AAgent.Server.Operations;

namespace A2AAgent.Server.Diagnostics.Tracing;

/// <summary>
/// The span of a skill at work: below that of the call that has started it, which may be over long before. It is the current one of the skill,
/// so that what the skill calls is below it.
/// </summary>
internal sealed class SkillSpans(ServerSpans spans, AgentDefinition definition)
{
    /// <summary>Begins the span of a turn or a reply; null when nobody wants it.</summary>
    public Activity? Begin(string skillId, SkillContext context)
    {
        if (!spans.AreWanted)
        {
            return null;
        }

        var name = TelemetryNames.SkillSpan(skillId);
        var span = context.Origin is { } origin ? spans.Start(name, ActivityKind.Internal, TraceHeaders.Read(origin)) : spans.Start(name, ActivityKind.Internal);
        if (span is { IsAllDataRequested: true })
        {
            Describe(span, skillId, context);
        }

        return span;
    }

    /// <summary>Ends the span of a turn.</summary>
    /// <param name="span">The span.</param>
    /// <param name="state">The state that the turn has left its task in.</param>
    public static void End(Activity? span, TaskState state)
    {
        if (span is { IsAllDataRequested: true })
        {
            span.SetState(state);
            if (state == TaskState.Failed && span.Status != ActivityStatusCode.Error)
            {
                span.Fail(state.ToWireName());
            }
        }

        span?.Dispose();
    }

    /// <summary>Notes what a skill has thrown.</summary>
    public static void Threw(Activity? span, Exception exception)
    {
        if (span is { IsAllDataRequested: true })
        {
            span.Fail(exception is AgentException known ? known.Error.Reason : exception.GetType().FullName ?? TelemetryNames.Other);
            span.Threw(exception);
        }
    }

    /// <summary>Notes that a skill was told to stop; that its client wanted it is no failure.</summary>
    public static void Stopped(Activity? span, StopReason reason)
    {
        if (reason != StopReason.Canceled && span is { IsAllDataRequested: true })
        {
            span.Fail(reason.ToString());
        }
    }

    private void Describe(Activity span, string skillId, SkillContext context)
    {
        span.AddTag(TelemetryNames.SkillId, skillId)
            .AddTag(TelemetryNames.AgentName, definition.Card.Name)
            .AddTag(TelemetryNames.AgentVersion, definition.Card.Version)
            .SetId(TelemetryNames.TaskId, context.TaskId)
            .SetId(TelemetryNames.Conversation, context.ContextId);
        if (context.IsRestart)
        {
            span.AddTag(TelemetryNames.Restart, true);
        }
    }
}
