using System.Text.Json;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Server.Bindings.V03.Writing;

internal static class PushWriter
{
    public static void WriteAll(Utf8JsonWriter writer, IReadOnlyList<TaskPushNotificationConfig> values)
    {
        writer.WriteStartArray();
        for (var index = 0; index < values.Count; index++)
        {
            Write(writer, values[index]);
        }

        writer.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter writer, TaskPushNotificationConfig value)
    {
        writer.WriteStartObject();
        writer.WriteString(ProtoNames.TaskId, value.TaskId);
        writer.WriteStartObject("pushNotificationConfig"u8);
        writer.Text(ProtoNames.Id, value.Id);
        writer.WriteString(ProtoNames.Url, value.Url);
        writer.Text(ProtoNames.Token, value.Token);
        writer.Value(ProtoNames.Authentication, value.Authentication, WriteAuthentication);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteAuthentication(Utf8JsonWriter writer, AuthenticationInfo value)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("schemes"u8);
        writer.WriteStringValue(value.Scheme);
        writer.WriteEndArray();
        writer.Text(ProtoNames.Credentials, value.Credentials);
        writer.WriteEndObject();
    }
}
