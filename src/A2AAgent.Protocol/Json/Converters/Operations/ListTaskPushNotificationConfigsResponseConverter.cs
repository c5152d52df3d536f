using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal sealed class ListTaskPushNotificationConfigsResponseConverter
    : ProtoConverter<ListTaskPushNotificationConfigsResponse, ListTaskPushNotificationConfigsResponseConverter>,
      IProtoJson<ListTaskPushNotificationConfigsResponse>
{
    private static readonly FieldTable Fields = new("configs", "nextPageToken");

    public static ListTaskPushNotificationConfigsResponse Read(ref Utf8JsonReader reader)
    {
        TaskPushNotificationConfig[] configs = [];
        var nextPageToken = "";
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "configs": configs = fields.List(ref reader, TaskPushNotificationConfigConverter.Read); break;
                case "nextPageToken": nextPageToken = fields.Text(ref reader); break;
            }
        }

        return new ListTaskPushNotificationConfigsResponse
        {
            Configs = configs,
            NextPageToken = nextPageToken,
        };
    }

    public static void Write(Utf8JsonWriter writer, ListTaskPushNotificationConfigsResponse value)
    {
        writer.WriteStartObject();
        writer.List(ProtoNames.Configs, value.Configs, TaskPushNotificationConfigConverter.Write);
        writer.Text(ProtoNames.NextPageToken, value.NextPageToken);
        writer.WriteEndObject();
    }
}
