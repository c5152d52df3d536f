using Microsoft.Extensions.Logging;

namespace A2AAgent.Server.Diagnostics;

/// <content>Push notifications. Of a webhook's address only scheme, host and port are logged: the rest can hold secrets.</content>
internal static partial class Log
{
    [LoggerMessage(60, LogLevel.Information, "Event {Sequence} of task {TaskId} was not delivered to webhook {ConfigId} at {Receiver}: {Problem}; next attempt in {Pause}")]
    public static partial void PushRetried(ILogger logger, long sequence, string taskId, string configId, string receiver, string problem, TimeSpan pause);

    [LoggerMessage(61, LogLevel.Warning, "{Count} events of task {TaskId} were given up for webhook {ConfigId} at {Receiver} ({Reason}): {Problem}")]
    public static partial void PushGivenUp(ILogger logger, int count, string taskId, string configId, string receiver, string reason, string problem);

    [LoggerMessage(62, LogLevel.Warning, "Too many events of task {TaskId} wait for webhook {ConfigId} at {Receiver} ({Reason}): the oldest are given up")]
    public static partial void PushQueueFull(ILogger logger, string taskId, string configId, string receiver, string reason);

    [LoggerMessage(63, LogLevel.Error, "An event of task {TaskId} could not be queued for its webhooks")]
    public static partial void PushNotQueued(ILogger logger, Exception exception, string taskId);

    [LoggerMessage(64, LogLevel.Error, "Deliveries to a webhook failed unexpectedly")]
    public static partial void PushBroken(ILogger logger, Exception exception);

    [LoggerMessage(65, LogLevel.Information, "Shutting down: {Pending} events may still be delivered to webhooks for {Timeout}")]
    public static partial void PushDraining(ILogger logger, long pending, TimeSpan timeout);

    [LoggerMessage(66, LogLevel.Warning, "The webhook that came with a refused message of task {TaskId} could not be removed at once")]
    public static partial void PushNotUndone(ILogger logger, Exception exception, string taskId);
}
