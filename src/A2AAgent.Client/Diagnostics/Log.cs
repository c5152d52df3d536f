using Microsoft.Extensions.Logging;

namespace A2AAgent.Client.Diagnostics;

/// <summary>Every log event of the client.</summary>
internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Warning, "The card of agent {Agent} could not be fetched again, the last good one stays in use: {Problem}")]
    public static partial void CardNotRefreshed(ILogger logger, string agent, string problem);

    [LoggerMessage(101, LogLevel.Information, "Agent {Agent}, {Operation}: attempt {Attempt} failed and is made again in {Pause}: {Problem}")]
    public static partial void Retrying(ILogger logger, string agent, string operation, int attempt, TimeSpan pause, string problem);

    [LoggerMessage(102, LogLevel.Warning, "Agent {Agent} fails too often: it is not called for {Pause}")]
    public static partial void CircuitOpened(ILogger logger, string agent, TimeSpan pause);

    [LoggerMessage(103, LogLevel.Information, "Agent {Agent} answers again")]
    public static partial void CircuitClosed(ILogger logger, string agent);

    [LoggerMessage(104, LogLevel.Warning, "Agent {Agent} could not be reached at its {Binding} interface; trying the next: {Problem}")]
    public static partial void NextInterface(ILogger logger, string agent, string binding, string problem);

    [LoggerMessage(105, LogLevel.Information, "The stream of task {TaskId} of agent {Agent} broke and is resumed: {Problem}")]
    public static partial void StreamResumed(ILogger logger, string agent, string taskId, string problem);

    [LoggerMessage(106, LogLevel.Warning, "Task {TaskId} of agent {Agent} is lost; its message is sent again: {Problem}")]
    public static partial void TaskSentAgain(ILogger logger, string agent, string taskId, string problem);

    [LoggerMessage(107, LogLevel.Warning, "Agent {Agent} fails; {Operation} goes to agent {Next}: {Problem}")]
    public static partial void NextAgent(ILogger logger, string agent, string operation, string next, string problem);
}
