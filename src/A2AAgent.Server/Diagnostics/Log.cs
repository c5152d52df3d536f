using A2AAgent.Server.Execution;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Server.Diagnostics;

/// <summary>Every log event of the server.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "Skill {SkillId} failed in task {TaskId}")]
    public static partial void SkillFailed(ILogger logger, Exception exception, string taskId, string skillId);

    [LoggerMessage(2, LogLevel.Debug, "Skill {SkillId} stopped in task {TaskId}: {Reason}")]
    public static partial void SkillStopped(ILogger logger, Exception exception, string taskId, string skillId, StopReason reason);

    [LoggerMessage(3, LogLevel.Warning, "Skill {SkillId} did not stop in task {TaskId} when told to; the task ends without it")]
    public static partial void SkillDidNotStop(ILogger logger, string taskId, string skillId);

    [LoggerMessage(4, LogLevel.Error, "Skill {SkillId} failed to reply to message {MessageId}")]
    public static partial void ReplyFailed(ILogger logger, Exception exception, string messageId, string skillId);

    [LoggerMessage(5, LogLevel.Error, "Task {TaskId} could not be recorded")]
    public static partial void TaskNotRecorded(ILogger logger, Exception exception, string taskId);

    [LoggerMessage(6, LogLevel.Warning, "Task {TaskId} was changed elsewhere; its turn here ends")]
    public static partial void TaskChangedElsewhere(ILogger logger, Exception exception, string taskId);

    [LoggerMessage(7, LogLevel.Warning, "A subscriber of task {TaskId} is too slow and was disconnected")]
    public static partial void SubscriberTooSlow(ILogger logger, string taskId);

    [LoggerMessage(8, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void RequestFailed(ILogger logger, Exception exception, string method, string path);

    [LoggerMessage(9, LogLevel.Warning, "Agent:PublicUrl is not set: the Agent Card advertises the host of each request, now {Scheme}://{Host}")]
    public static partial void NoPublicUrl(ILogger logger, string scheme, string host);

    [LoggerMessage(10, LogLevel.Information, "Shutting down: {Running} running tasks may go on for {Timeout}")]
    public static partial void Draining(ILogger logger, int running, TimeSpan timeout);

    [LoggerMessage(11, LogLevel.Warning, "Shutting down: {Running} tasks did not finish in time and are failed")]
    public static partial void DrainTimedOut(ILogger logger, int running);

    [LoggerMessage(12, LogLevel.Information, "Drained")]
    public static partial void Drained(ILogger logger);

    [LoggerMessage(14, LogLevel.Warning, "Skill {SkillId} gave up in task {TaskId}")]
    public static partial void SkillGaveUp(ILogger logger, Exception exception, string taskId, string skillId);

    [LoggerMessage(15, LogLevel.Error, "Task {TaskId} could not be failed at shutdown")]
    public static partial void DrainFailed(ILogger logger, Exception exception, string taskId);

    [LoggerMessage(13, LogLevel.Error, "The task sweeper failed; it tries again")]
    public static partial void SweepFailed(ILogger logger, Exception exception);

    [LoggerMessage(18, LogLevel.Warning, "Task {TaskId} waits for the store to record what its skill did")]
    public static partial void RecordingWaits(ILogger logger, Exception exception, string taskId);

    [LoggerMessage(19, LogLevel.Error, "Looking for tasks of replicas that are gone failed; it is tried again")]
    public static partial void TakeoverFailed(ILogger logger, Exception exception);

    [LoggerMessage(20, LogLevel.Warning, "Task {TaskId} of a replica that is gone could not be taken over at once")]
    public static partial void TaskNotTaken(ILogger logger, Exception exception, string taskId);

    [LoggerMessage(21, LogLevel.Warning, "Task {TaskId} was interrupted: skill {SkillId} runs again, for the {Count}. time")]
    public static partial void TaskRestarted(ILogger logger, string taskId, string skillId, int count);

    [LoggerMessage(22, LogLevel.Error, "Task {TaskId} was interrupted and is failed: skill {SkillId} may not run again")]
    public static partial void TaskFailedForReplica(ILogger logger, string taskId, string skillId);

    [LoggerMessage(23, LogLevel.Error, "The events of task {TaskId} cannot be followed; its subscribers are disconnected")]
    public static partial void FollowingFailed(ILogger logger, Exception exception, string taskId);

    [LoggerMessage(24, LogLevel.Error, "Task {TaskId} could not be stopped")]
    public static partial void StopFailed(ILogger logger, Exception exception, string taskId);

    [LoggerMessage(16, LogLevel.Information, "{Setting} changed and is in use")]
    public static partial void FileReloaded(ILogger logger, string setting);

    [LoggerMessage(17, LogLevel.Error, "{Setting} changed and cannot be used; the last good value stays in use")]
    public static partial void FileNotReloaded(ILogger logger, Exception exception, string setting);

    [LoggerMessage(40, LogLevel.Warning, "The certificate in Agent:Tls:CertificateFile is valid from {From} to {To}, which is not now: clients will refuse it")]
    public static partial void CertificateNotValidNow(ILogger logger, DateTimeOffset from, DateTimeOffset to);

    [LoggerMessage(41, LogLevel.Information, "A client's certificate was refused: {Reason} {Sha256}")]
    public static partial void ClientCertificateRefused(ILogger logger, string reason, string sha256);

    [LoggerMessage(45, LogLevel.Warning, "ConnectionStrings:Tasks is set, and tasks are kept in memory: this agent was built without builder.AddPostgresTasks(). Agent:Tasks:Store=memory says that this is meant")]
    public static partial void DatabaseIsNotUsed(ILogger logger);

    [LoggerMessage(46, LogLevel.Warning, "{Variable} is set, and this agent sends no traces there: it was built without builder.AddAgentTelemetry() (package A2AAgent.Telemetry, or dotnet new a2a-agent --otlp). OTEL_TRACES_EXPORTER=none says that this is meant")]
    public static partial void TracesAreNotSent(ILogger logger, string variable);
}
