using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal sealed class AgentExtensionConverter : ProtoConverter<AgentExtension, AgentExtensionConverter>, IProtoJson<AgentExtension>
{
    private static readonly FieldTable Fields = new("uri", "description", "required", "params");

    public static AgentExtension Read(ref Utf8JsonReader reader)
    {
        var uri = "";
        var description = "";
        var required = false;
        JsonElement? @params = null;
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "uri": uri = fields.Text(ref reader); break;
                case "description": description = fields.Text(ref reader); break;
                case "required": required = fields.Value(ref reader, ProtoRead.Flag); break;
                case "params": @params = fields.Value(ref reader, ProtoRead.Struct); break;
            }
        }

        return new AgentExtension
        {
            Uri = uri,
            Description = description,
            Required = required,
            Params = @params,
        };
    }

    public static void Write(Utf8JsonWriter writer, AgentExtension value)
    {
        writer.WriteStartObject();
        writer.Text(ProtoNames.Uri, value.Uri);
        writer.Text(ProtoNames.Description, value.Description);
        writer.Flag(ProtoNames.Required, value.Required);
        writer.Struct(ProtoNames.Params, value.Params);
        writer.WriteEndObject();
    }
}
