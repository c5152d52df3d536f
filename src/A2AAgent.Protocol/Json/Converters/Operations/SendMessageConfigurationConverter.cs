using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal sealed class SendMessageConfigurationConverter
    : ProtoConverter<SendMessageConfiguration, SendMessageConfigurationConverter>, IProtoJson<SendMessageConfiguration>
{
    private static readonly FieldTable Fields = new(
        "acceptedOutputModes", "taskPushNotificationConfig", "historyLength", "returnImmediately");

    public static SendMessageConfiguration Read(ref Utf8JsonReader reader)
    {
        string[] acceptedOutputModes = [];
        TaskPushNotificationConfig? taskPushNotificationConfig = null;
        int? historyLength = null;
        var returnImmediately = false;
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "acceptedOutputModes": acceptedOutputModes = fields.Texts(ref reader); break;
                case "taskPushNotificationConfig":
                    taskPushNotificationConfig = fields.Value(ref reader, TaskPushNotificationConfigConverter.Read);
                    break;
                case "historyLength": historyLength = fields.Value(ref reader, ProtoScalars.Integer); break;
                case "returnImmediately": returnImmediately = fields.Value(ref reader, ProtoRead.Flag); break;
            }
        }

        return new SendMessageConfiguration
        {
            AcceptedOutputModes = acceptedOutputModes,
            TaskPushNotificationConfig = taskPushNotificationConfig,
            HistoryLength = historyLength,
            ReturnImmediately = returnImmediately,
        };
    }

    public static void Write(Utf8JsonWriter writer, SendMessageConfiguration value)
    {
        writer.WriteStartObject();
        writer.Texts(ProtoNames.AcceptedOutputModes, value.AcceptedOutputModes);
        writer.Value(ProtoNames.TaskPushNotificationConfig, value.TaskPushNotificationConfig, TaskPushNotificationConfigConverter.Write);
        writer.OptionalInteger(ProtoNames.HistoryLength, value.HistoryLength);
        writer.Flag(ProtoNames.ReturnImmediately, value.ReturnImmediately);
        writer.WriteEndObject();
    }
}
