using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal static class OAuth2SecuritySchemeJson
{
    private static readonly FieldTable Fields = new("description", "flows", "oauth2MetadataUrl");

    public static OAuth2SecurityScheme Read(ref Utf8JsonReader reader)
    {
        var description = "";
        OAuthFlow? flow = null;
        var oauth2MetadataUrl = "";
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "description": description = fields.Text(ref reader); break;
                case "flows": flow = fields.Value(ref reader, OAuthFlowsJson.Read); break;
                case "oauth2MetadataUrl": oauth2MetadataUrl = fields.Text(ref reader); break;
            }
        }

        return new OAuth2SecurityScheme
        {
            Description = description,
            Flow = Required.Present("flows", flow),
            Oauth2MetadataUrl = oauth2MetadataUrl,
        };
    }

    public static void Write(Utf8JsonWriter writer, OAuth2SecurityScheme value)
    {
        writer.WriteStartObject();
        writer.Text(ProtoNames.Description, value.Description);
        writer.Value(ProtoNames.Flows, value.Flow, OAuthFlowsJson.Write);
        writer.Text(ProtoNames.Oauth2MetadataUrl, value.Oauth2MetadataUrl);
        writer.WriteEndObject();
    }
}
