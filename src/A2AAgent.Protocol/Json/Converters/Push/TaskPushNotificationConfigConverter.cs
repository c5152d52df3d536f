using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal sealed class TaskPushNotificationConfigConverter
    : ProtoConverter<TaskPushNotificationConfig, TaskPushNotificationConfigConverter>, IProtoJson<TaskPushNotificationConfig>
{
    private static readonly FieldTable Fields = new("tenant", "id", "taskId", "url", "token", "authentication");

    public static TaskPushNotificationConfig Read(ref Utf8JsonReader reader)
    {
        var tenant = "";
        var id = "";
        var taskId = "";
        var url = "";
        var token = "";
        AuthenticationInfo? authentication = null;
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "tenant": tenant = fields.Text(ref reader); break;
                case "id": id = fields.Text(ref reader); break;
                case "taskId": taskId = fields.Text(ref reader); break;
                case "url": url = fields.Text(ref reader); break;
                case "token": token = fields.Text(ref reader); break;
                case "authentication": authentication = fields.Value(ref reader, AuthenticationInfoConverter.Read); break;
            }
        }

        return new TaskPushNotificationConfig
        {
            Tenant = tenant,
            Id = id,
            TaskId = taskId,
            Url = Required.Text("url", url),
            Token = token,
            Authentication = authentication,
        };
    }

    public static void Write(Utf8JsonWriter writer, TaskPushNotificationConfig value)
    {
        writer.WriteStartObject();
        writer.Text(ProtoNames.Tenant, value.Tenant);
        writer.Text(ProtoNames.Id, value.Id);
        writer.Text(ProtoNames.TaskId, value.TaskId);
        writer.WriteString(ProtoNames.Url, value.Url);
        writer.Text(ProtoNames.Token, value.Token);
        writer.Value(ProtoNames.Authentication, value.Authentication, AuthenticationInfoConverter.Write);
        writer.WriteEndObject();
    }
}
