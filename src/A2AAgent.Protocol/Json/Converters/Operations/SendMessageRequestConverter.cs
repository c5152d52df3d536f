using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal sealed class SendMessageRequestConverter
    : ProtoConverter<SendMessageRequest, SendMessageRequestConverter>, IProtoJson<SendMessageRequest>
{
    private static readonly FieldTable Fields = new("tenant", "message", "configuration", "metadata");

    public static SendMessageRequest Read(ref Utf8JsonReader reader)
    {
        var tenant = "";
        Message? message = null;
        SendMessageConfiguration? configuration = null;
        JsonElement? metadata = null;
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "tenant": tenant = fields.Text(ref reader); break;
                case "message": message = fields.Value(ref reader, MessageConverter.Read); break;
                case "configuration": configuration = fields.Value(ref reader, SendMessageConfigurationConverter.Read); break;
                case "metadata": metadata = fields.Value(ref reader, ProtoRead.Struct); break;
            }
        }

        return new SendMessageRequest
        {
            Tenant = tenant,
            Message = Required.Present("message", message),
            Configuration = configuration,
            Metadata = metadata,
        };
    }

    public static void Write(Utf8JsonWriter writer, SendMessageRequest value)
    {
        writer.WriteStartObject();
        writer.Text(ProtoNames.Tenant, value.Tenant);
        writer.Value(ProtoNames.Message, value.Message, MessageConverter.Write);
        writer.Value(ProtoNames.Configuration, value.Configuration, SendMessageConfigurationConverter.Write);
        writer.Struct(ProtoNames.Metadata, value.Metadata);
        writer.WriteEndObject();
    }
}
