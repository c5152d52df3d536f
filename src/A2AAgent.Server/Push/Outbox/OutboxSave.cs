using A2AAgent.Server.Push.Configs;

namespace A2AAgent.Server.Push.Outbox;

/// <summary>A webhook to be kept.</summary>
/// <param name="Config">The webhook.</param>
/// <param name="MaxConfigs">How many its task may have.</param>
internal sealed record OutboxSave(PushConfig Config, int MaxConfigs)
{
    /// <summary>True when it came with a message: the task need not exist yet.</summary>
    public bool IsHeld { get; init; }

    /// <summary>True to replace the task's webhook of the same address, if there is one.</summary>
    public bool ReplacesByUrl { get; init; }

    /// <summary>How the history of the task is cut that it begins with; null for all of it.</summary>
    public int? HistoryLength { get; init; }

    /// <summary>The activity in which it was set, as the header <c>traceparent</c> of W3C Trace Context, or null.</summary>
    public string? TraceParent { get; init; }
}

/// <summary>What has become of a webhook.</summary>
/// <param name="Id">The identifier under which it is kept; null when it is not.</param>
/// <param name="TaskExists">Whether there is such a task.</param>
/// <param name="Count">How many webhooks the task had before.</param>
/// <param name="Replaced">The one that it replaces, or null.</param>
internal sealed record OutboxSaved(string? Id, bool TaskExists, int Count, PushConfig? Replaced);
