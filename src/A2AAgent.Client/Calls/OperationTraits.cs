using A2AAgent.Protocol.Diagnostics;

namespace A2AAgent.Client.Calls;

/// <summary>What the operations are like, by name.</summary>
internal static class OperationTraits
{
    /// <summary>True when doing it twice is as good as doing it once.</summary>
    public static bool IsIdempotent(string operation) =>
        !StartsWork(operation) && operation != OperationNames.CreateTaskPushNotificationConfig;

    /// <summary>True when it can make a new task, so that any agent with the skill can do it.</summary>
    public static bool StartsWork(string operation) => operation is OperationNames.SendMessage or OperationNames.SendStreamingMessage;

    /// <summary>True when its answer is a stream.</summary>
    public static bool IsStream(string? operation) => operation is OperationNames.SendStreamingMessage or OperationNames.SubscribeToTask;
}
