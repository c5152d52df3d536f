namespace A2AAgent.Protocol.Diagnostics;

/// <summary>The operations, as the specification names them (section 3.1): the values of <see cref="TelemetryNames.Method"/>.</summary>
internal static class OperationNames
{
    public const string SendMessage = nameof(SendMessage);

    public const string SendStreamingMessage = nameof(SendStreamingMessage);

    public const string GetTask = nameof(GetTask);

    public const string ListTasks = nameof(ListTasks);

    public const string CancelTask = nameof(CancelTask);

    public const string SubscribeToTask = nameof(SubscribeToTask);

    public const string CreateTaskPushNotificationConfig = nameof(CreateTaskPushNotificationConfig);

    public const string GetTaskPushNotificationConfig = nameof(GetTaskPushNotificationConfig);

    public const string ListTaskPushNotificationConfigs = nameof(ListTaskPushNotificationConfigs);

    public const string DeleteTaskPushNotificationConfig = nameof(DeleteTaskPushNotificationConfig);

    public const string GetExtendedAgentCard = nameof(GetExtendedAgentCard);
}
