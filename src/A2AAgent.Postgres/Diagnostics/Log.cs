using Microsoft.Extensions.Logging;

namespace A2AAgent.Postgres.Diagnostics;

/// <summary>Every log event of the store.</summary>
internal static partial class Log
{
    [LoggerMessage(500, LogLevel.Information, "Schema {Schema} is at version {Version} ({Name}) now")]
    public static partial void Migrated(ILogger logger, string schema, int version, string name);

    [LoggerMessage(501, LogLevel.Error, "The tasks' database is not usable: {Problem}. The agent is not ready until it is")]
    public static partial void Lost(ILogger logger, Exception? exception, string problem);

    [LoggerMessage(502, LogLevel.Information, "The tasks' database is usable")]
    public static partial void Found(ILogger logger);

    [LoggerMessage(503, LogLevel.Warning, "A statement on tasks failed (attempt {Attempt}); it is repeated")]
    public static partial void Repeated(ILogger logger, Exception exception, int attempt);

    [LoggerMessage(504, LogLevel.Error, "Task {TaskId} is damaged in the database and cannot be read")]
    public static partial void Damaged(ILogger logger, Exception? exception, string taskId);

    [LoggerMessage(505, LogLevel.Warning, "The store has its {MaxTasks} tasks: {Removed} of the oldest were removed before their time")]
    public static partial void Evicted(ILogger logger, long maxTasks, int removed);

    [LoggerMessage(506, LogLevel.Warning, "The other replicas could not be told of new events; they find them a little later")]
    public static partial void NotNotified(ILogger logger, Exception exception);

    [LoggerMessage(507, LogLevel.Warning, "The connection that hears of new events is lost; it is opened again")]
    public static partial void NotListening(ILogger logger, Exception exception);

    [LoggerMessage(508, LogLevel.Information, "This is replica {Replica} now")]
    public static partial void Registered(ILogger logger, long replica);

    [LoggerMessage(509, LogLevel.Error, "The others have given replica {Replica} up, which did not renew its lease in time; the tasks that it ran are theirs")]
    public static partial void LeaseLost(ILogger logger, long replica);

    [LoggerMessage(510, LogLevel.Warning, "This machine's clock is {Offset} behind the database's, by which tasks go; set it right")]
    public static partial void ClockIsOff(ILogger logger, TimeSpan offset);

    [LoggerMessage(530, LogLevel.Warning, "Old replies could not be removed; it is tried again")]
    public static partial void RepliesNotRemoved(ILogger logger, Exception exception);

    [LoggerMessage(511, LogLevel.Warning, "The lease could not be given back; the other replicas wait for it to lapse")]
    public static partial void NotReleased(ILogger logger, Exception exception);

    [LoggerMessage(530, LogLevel.Error, "Webhook {ConfigId} of task {TaskId} is damaged in the database and cannot be read")]
    public static partial void DamagedWebhook(ILogger logger, string configId, string taskId);
}
