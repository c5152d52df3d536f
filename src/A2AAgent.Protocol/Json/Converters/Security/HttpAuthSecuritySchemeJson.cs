using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal static class HttpAuthSecuritySchemeJson
{
    private static readonly FieldTable Fields = new("description", "scheme", "bearerFormat");

    public static HttpAuthSecurityScheme Read(ref Utf8JsonReader reader)
    {
        var description = "";
        var scheme = "";
        var bearerFormat = "";
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "description": description = fields.Text(ref reader); break;
                case "scheme": scheme = fields.Text(ref reader); break;
                case "bearerFormat": bearerFormat = fields.Text(ref reader); break;
            }
        }

        return new HttpAuthSecurityScheme
        {
            Description = description,
            Scheme = Required.Text("scheme", scheme),
            BearerFormat = bearerFormat,
        };
    }

    public static void Write(Utf8JsonWriter writer, HttpAuthSecurityScheme value)
    {
        writer.WriteStartObject();
        writer.Text(ProtoNames.Description, value.Description);
        writer.WriteString(ProtoNames.Scheme, value.Scheme);
        writer.Text(ProtoNames.BearerFormat, value.BearerFormat);
        writer.WriteEndObject();
    }
}
