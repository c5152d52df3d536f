using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal static class MutualTlsSecuritySchemeJson
{
    private static readonly FieldTable Fields = new("description");

    public static MutualTlsSecurityScheme Read(ref Utf8JsonReader reader)
    {
        var description = "";
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "description": description = fields.Text(ref reader); break;
            }
        }

        return new MutualTlsSecurityScheme
        {
            Description = description,
        };
    }

    public static void Write(Utf8JsonWriter writer, MutualTlsSecurityScheme value)
    {
        writer.WriteStartObject();
        writer.Text(ProtoNames.Description, value.Description);
        writer.WriteEndObject();
    }
}
