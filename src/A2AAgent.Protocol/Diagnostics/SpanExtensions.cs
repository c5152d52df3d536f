using System.Diagnostics;

namespace A2AAgent.Protocol.Diagnostics;

/// <summary>What spans of different kinds and of both ends say in the same way. Whatever others choose is cut short.</summary>
internal static class SpanExtensions
{
    private const int LongestId = 128;
    private const int LongestText = 256;

    /// <summary>Names something that a caller may have named; nothing when it is empty.</summary>
    public static Activity SetId(this Activity span, string attribute, string? value)
    {
        if (value is { Length: > 0 })
        {
            span.SetTag(attribute, Clip(value, LongestId));
        }

        return span;
    }

    /// <summary>Says what is known of a task.</summary>
    public static Activity SetTask(this Activity span, AgentTask task) => span
        .SetId(TelemetryNames.TaskId, task.Id)
        .SetId(TelemetryNames.Conversation, task.ContextId)
        .SetState(task.Status.State);

    /// <summary>Says what is known of a message.</summary>
    public static Activity SetMessage(this Activity span, Message message) => span
        .SetId(TelemetryNames.TaskId, message.TaskId)
        .SetId(TelemetryNames.Conversation, message.ContextId);

    public static Activity SetState(this Activity span, TaskState state) => span.SetTag(TelemetryNames.TaskState, state.ToWireName());

    /// <summary>Says what a message was answered with.</summary>
    public static void Saw(this Activity span, SendMessageResponse response)
    {
        if (response.Task is { } task)
        {
            span.SetTask(task);
        }
        else if (response.Message is { } message)
        {
            span.SetMessage(message);
        }
    }

    /// <summary>Says what a stream has come to.</summary>
    public static void Saw(this Activity span, StreamEvent change)
    {
        if (change.Task is { } task)
        {
            span.SetTask(task);
        }
        else if (change.Message is { } message)
        {
            span.SetMessage(message);
        }
        else if (change.State is { } state)
        {
            span.SetState(state);
        }
    }

    /// <summary>Says that what the span is about has failed.</summary>
    /// <param name="span">The span.</param>
    /// <param name="type">Why, in a word of ours.</param>
    /// <param name="text">The same as a client gets to read it, or null.</param>
    public static void Fail(this Activity span, string type, string? text = null) =>
        span.SetTag(TelemetryNames.ErrorType, type).SetStatus(ActivityStatusCode.Error, text is null ? null : Clip(text, LongestText));

    /// <summary>Notes what was thrown, without its text: nobody knows what is in it.</summary>
    public static void Threw(this Activity span, Exception exception) =>
        span.AddEvent(new ActivityEvent(TelemetryNames.ExceptionEvent, tags: new() { { TelemetryNames.ExceptionType, exception.GetType().FullName } }));

    private static string Clip(string text, int longest) => text.Length <= longest ? text : text[..longest] + "…";
}
