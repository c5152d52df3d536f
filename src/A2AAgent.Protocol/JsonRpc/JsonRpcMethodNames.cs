using System.Text.Json;

namespace A2AAgent.Protocol.JsonRpc;

/// <summary>The names of the JSON-RPC methods (specification, section 9.4): those of the operations.</summary>
public static class JsonRpcMethodNames
{
    private const int Longest = 64;

    private static readonly string[] All =
    [
        "SendMessage", "SendStreamingMessage", "GetTask", "ListTasks", "CancelTask", "SubscribeToTask", "CreateTaskPushNotificationConfig",
        "GetTaskPushNotificationConfig", "ListTaskPushNotificationConfigs", "DeleteTaskPushNotificationConfig", "GetExtendedAgentCard",
    ];

    /// <summary>The name that the reader is at, without making a string for one that is known.</summary>
    internal static string Read(ref Utf8JsonReader reader)
    {
        foreach (var name in All)
        {
            if (reader.ValueTextEquals(name))
            {
                return name;
            }
        }

        return reader.ValueSpan.Length > Longest || reader.ValueIsEscaped ? "(longer than any, or escaped)" : reader.GetString()!;
    }
}
