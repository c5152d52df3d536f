using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal sealed class ListTaskPushNotificationConfigsRequestConverter
    : ProtoConverter<ListTaskPushNotificationConfigsRequest, ListTaskPushNotificationConfigsRequestConverter>,
      IProtoJson<ListTaskPushNotificationConfigsRequest>
{
    private static readonly FieldTable Fields = new("tenant", "taskId", "pageSize", "pageToken");

    public static ListTaskPushNotificationConfigsRequest Read(ref Utf8JsonReader reader)
    {
        var tenant = "";
        var taskId = "";
        var pageSize = 0;
        var pageToken = "";
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "tenant": tenant = fields.Text(ref reader); break;
                case "taskId": taskId = fields.Text(ref reader); break;
                case "pageSize": pageSize = fields.Value(ref reader, ProtoScalars.Integer); break;
                case "pageToken": pageToken = fields.Text(ref reader); break;
            }
        }

        return new ListTaskPushNotificationConfigsRequest
        {
            Tenant = tenant,
            TaskId = Required.Text("taskId", taskId),
            PageSize = pageSize,
            PageToken = pageToken,
        };
    }

    public static void Write(Utf8JsonWriter writer, ListTaskPushNotificationConfigsRequest value)
    {
        writer.WriteStartObject();
        writer.Text(ProtoNames.Tenant, value.Tenant);
        writer.WriteString(ProtoNames.TaskId, value.TaskId);
        writer.Integer(ProtoNames.PageSize, value.PageSize);
        writer.Text(ProtoNames.PageToken, value.PageToken);
        writer.WriteEndObject();
    }
}
