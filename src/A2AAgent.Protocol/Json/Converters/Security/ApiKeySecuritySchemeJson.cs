using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal static class ApiKeySecuritySchemeJson
{
    private static readonly FieldTable Fields = new("description", "location", "name");

    public static ApiKeySecurityScheme Read(ref Utf8JsonReader reader)
    {
        var description = "";
        var location = "";
        var name = "";
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "description": description = fields.Text(ref reader); break;
                case "location": location = fields.Text(ref reader); break;
                case "name": name = fields.Text(ref reader); break;
            }
        }

        return new ApiKeySecurityScheme
        {
            Description = description,
            Location = Required.Text("location", location),
            Name = Required.Text("name", name),
        };
    }

    public static void Write(Utf8JsonWriter writer, ApiKeySecurityScheme value)
    {
        writer.WriteStartObject();
        writer.Text(ProtoNames.Description, value.Description);
        writer.WriteString(ProtoNames.Location, value.Location);
        writer.WriteString(ProtoNames.Name, value.Name);
        writer.WriteEndObject();
    }
}
