using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal sealed class DeleteTaskPushNotificationConfigRequestConverter
    : ProtoConverter<DeleteTaskPushNotificationConfigRequest, DeleteTaskPushNotificationConfigRequestConverter>,
      IProtoJson<DeleteTaskPushNotificationConfigRequest>
{
    private static readonly FieldTable Fields = new("tenant", "taskId", "id");

    public static DeleteTaskPushNotificationConfigRequest Read(ref Utf8JsonReader reader)
    {
        var tenant = "";
        var taskId = "";
        var id = "";
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "tenant": tenant = fields.Text(ref reader); break;
                case "taskId": taskId = fields.Text(ref reader); break;
                case "id": id = fields.Text(ref reader); break;
            }
        }

        return new DeleteTaskPushNotificationConfigRequest
        {
            Tenant = tenant,
            TaskId = Required.Text("taskId", taskId),
            Id = Required.Text("id", id),
        };
    }

    public static void Write(Utf8JsonWriter writer, DeleteTaskPushNotificationConfigRequest value)
    {
        writer.WriteStartObject();
        writer.Text(ProtoNames.Tenant, value.Tenant);
        writer.WriteString(ProtoNames.TaskId, value.TaskId);
        writer.WriteString(ProtoNames.Id, value.Id);
        writer.WriteEndObject();
    }
}
