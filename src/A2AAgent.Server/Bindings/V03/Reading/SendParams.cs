using System.Text.Json;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Server.Bindings.V03.Reading;

/// <summary>The parameters of <c>message/send</c> and <c>message/stream</c>.</summary>
internal static class SendParams
{
    private static readonly FieldTable Fields = new("message", "configuration", "metadata");

    private static readonly FieldTable ConfigurationFields = new("acceptedOutputModes", "historyLength", "pushNotificationConfig", "blocking");

    public static SendMessageRequest Read(ref Utf8JsonReader reader)
    {
        Message? message = null;
        SendMessageConfiguration? configuration = null;
        JsonElement? metadata = null;
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "message": message = fields.Value(ref reader, MessageReader.Read); break;
                case "configuration": configuration = fields.Value(ref reader, ReadConfiguration); break;
                case "metadata": metadata = fields.Value(ref reader, ProtoRead.Struct); break;
            }
        }

        return new SendMessageRequest
        {
            Message = Required.Present("message", message),
            Configuration = configuration,
            Metadata = metadata,
        };
    }

    private static SendMessageConfiguration ReadConfiguration(ref Utf8JsonReader reader)
    {
        string[] acceptedOutputModes = [];
        int? historyLength = null;
        TaskPushNotificationConfig? push = null;

        // 0.3 leaves the default open; its own SDKs wait unless they are told not to.
        var blocking = true;
        var fields = new ObjectReader(ConfigurationFields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "acceptedOutputModes": acceptedOutputModes = fields.Texts(ref reader); break;
                case "historyLength": historyLength = fields.Value(ref reader, ProtoScalars.Integer); break;
                case "pushNotificationConfig": push = fields.Value(ref reader, PushParams.ReadConfig); break;
                case "blocking": blocking = fields.Value(ref reader, ProtoRead.Flag); break;
            }
        }

        return new SendMessageConfiguration
        {
            AcceptedOutputModes = acceptedOutputModes,
            HistoryLength = historyLength,
            TaskPushNotificationConfig = push,
            ReturnImmediately = !blocking,
        };
    }
}
