using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal static class OpenIdConnectSecuritySchemeJson
{
    private static readonly FieldTable Fields = new("description", "openIdConnectUrl");

    public static OpenIdConnectSecurityScheme Read(ref Utf8JsonReader reader)
    {
        var description = "";
        var openIdConnectUrl = "";
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "description": description = fields.Text(ref reader); break;
                case "openIdConnectUrl": openIdConnectUrl = fields.Text(ref reader); break;
            }
        }

        return new OpenIdConnectSecurityScheme
        {
            Description = description,
            OpenIdConnectUrl = Required.Text("openIdConnectUrl", openIdConnectUrl),
        };
    }

    public static void Write(Utf8JsonWriter writer, OpenIdConnectSecurityScheme value)
    {
        writer.WriteStartObject();
        writer.Text(ProtoNames.Description, value.Description);
        writer.WriteString(ProtoNames.OpenIdConnectUrl, value.OpenIdConnectUrl);
        writer.WriteEndObject();
    }
}
