using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal sealed class AgentCardSignatureConverter
    : ProtoConverter<AgentCardSignature, AgentCardSignatureConverter>, IProtoJson<AgentCardSignature>
{
    private static readonly FieldTable Fields = new("protected", "signature", "header");

    public static AgentCardSignature Read(ref Utf8JsonReader reader)
    {
        var @protected = "";
        var signature = "";
        JsonElement? header = null;
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "protected": @protected = fields.Text(ref reader); break;
                case "signature": signature = fields.Text(ref reader); break;
                case "header": header = fields.Value(ref reader, ProtoRead.Struct); break;
            }
        }

        return new AgentCardSignature
        {
            Protected = Required.Text("protected", @protected),
            Signature = Required.Text("signature", signature),
            Header = header,
        };
    }

    public static void Write(Utf8JsonWriter writer, AgentCardSignature value)
    {
        writer.WriteStartObject();
        writer.WriteString(ProtoNames.Protected, value.Protected);
        writer.WriteString(ProtoNames.Signature, value.Signature);
        writer.Struct(ProtoNames.Header, value.Header);
        writer.WriteEndObject();
    }
}
