using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal sealed class AgentCapabilitiesConverter
    : ProtoConverter<AgentCapabilities, AgentCapabilitiesConverter>, IProtoJson<AgentCapabilities>
{
    private static readonly FieldTable Fields = new("streaming", "pushNotifications", "extensions", "extendedAgentCard");

    public static AgentCapabilities Read(ref Utf8JsonReader reader)
    {
        bool? streaming = null;
        bool? pushNotifications = null;
        AgentExtension[] extensions = [];
        bool? extendedAgentCard = null;
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "streaming": streaming = fields.Value(ref reader, ProtoRead.Flag); break;
                case "pushNotifications": pushNotifications = fields.Value(ref reader, ProtoRead.Flag); break;
                case "extensions": extensions = fields.List(ref reader, AgentExtensionConverter.Read); break;
                case "extendedAgentCard": extendedAgentCard = fields.Value(ref reader, ProtoRead.Flag); break;
            }
        }

        return new AgentCapabilities
        {
            Streaming = streaming,
            PushNotifications = pushNotifications,
            Extensions = extensions,
            ExtendedAgentCard = extendedAgentCard,
        };
    }

    public static void Write(Utf8JsonWriter writer, AgentCapabilities value)
    {
        writer.WriteStartObject();
        writer.OptionalFlag(ProtoNames.Streaming, value.Streaming);
        writer.OptionalFlag(ProtoNames.PushNotifications, value.PushNotifications);
        writer.List(ProtoNames.Extensions, value.Extensions, AgentExtensionConverter.Write);
        writer.OptionalFlag(ProtoNames.ExtendedAgentCard, value.ExtendedAgentCard);
        writer.WriteEndObject();
    }
}
