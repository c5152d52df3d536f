using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal sealed class AgentInterfaceConverter : ProtoConverter<AgentInterface, AgentInterfaceConverter>, IProtoJson<AgentInterface>
{
    private static readonly FieldTable Fields = new("url", "protocolBinding", "tenant", "protocolVersion");

    public static AgentInterface Read(ref Utf8JsonReader reader)
    {
        var url = "";
        var protocolBinding = "";
        var tenant = "";
        var protocolVersion = "";
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "url": url = fields.Text(ref reader); break;
                case "protocolBinding": protocolBinding = fields.Text(ref reader); break;
                case "tenant": tenant = fields.Text(ref reader); break;
                case "protocolVersion": protocolVersion = fields.Text(ref reader); break;
            }
        }

        return new AgentInterface
        {
            Url = Required.Text("url", url),
            ProtocolBinding = Required.Text("protocolBinding", protocolBinding),
            Tenant = tenant,
            ProtocolVersion = Required.Text("protocolVersion", protocolVersion),
        };
    }

    public static void Write(Utf8JsonWriter writer, AgentInterface value)
    {
        writer.WriteStartObject();
        writer.WriteString(ProtoNames.Url, value.Url);
        writer.WriteString(ProtoNames.ProtocolBinding, value.ProtocolBinding);
        writer.Text(ProtoNames.Tenant, value.Tenant);
        writer.WriteString(ProtoNames.ProtocolVersion, value.ProtocolVersion);
        writer.WriteEndObject();
    }
}
