using System.Text;
using System.Text.Json;

namespace A2AAgent.Protocol.JsonRpc;

/// <summary>Compares and reads the texts of an envelope. Text that is not Unicode, which JSON can escape, equals nothing and throws nothing.</summary>
internal static class JsonRpcText
{
    private const int LongestMethod = 64;

    private static readonly string[] Names =
    [
        "SendMessage", "SendStreamingMessage", "GetTask", "ListTasks", "CancelTask", "SubscribeToTask", "CreateTaskPushNotificationConfig",
        "GetTaskPushNotificationConfig", "ListTaskPushNotificationConfigs", "DeleteTaskPushNotificationConfig", "GetExtendedAgentCard",
    ];

    private static readonly (string Name, byte[] Utf8)[] Methods = Array.ConvertAll(Names, static name => (name, Encoding.UTF8.GetBytes(name)));

    public static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> text)
    {
        if (!reader.ValueIsEscaped)
        {
            return reader.ValueSpan.SequenceEqual(text);
        }

        try
        {
            return reader.ValueTextEquals(text);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The name of a method, without making a string for one that is known (specification, section 9.4).</summary>
    public static string Method(ref Utf8JsonReader reader)
    {
        foreach (var (name, utf8) in Methods)
        {
            if (Is(ref reader, utf8))
            {
                return name;
            }
        }

        return reader.ValueIsEscaped || reader.ValueSpan.Length > LongestMethod ? "(longer than any, or escaped)" : reader.GetString()!;
    }
}
