using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal static class AuthorizationCodeOAuthFlowJson
{
    private static readonly FieldTable Fields = new("authorizationUrl", "tokenUrl", "refreshUrl", "scopes", "pkceRequired");

    public static AuthorizationCodeOAuthFlow Read(ref Utf8JsonReader reader)
    {
        var authorizationUrl = "";
        var tokenUrl = "";
        var refreshUrl = "";
        var scopes = EmptyMap<string>.Instance;
        var pkceRequired = false;
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "authorizationUrl": authorizationUrl = fields.Text(ref reader); break;
                case "tokenUrl": tokenUrl = fields.Text(ref reader); break;
                case "refreshUrl": refreshUrl = fields.Text(ref reader); break;
                case "scopes": scopes = fields.Map(ref reader, ProtoRead.Text); break;
                case "pkceRequired": pkceRequired = fields.Value(ref reader, ProtoRead.Flag); break;
            }
        }

        return new AuthorizationCodeOAuthFlow
        {
            AuthorizationUrl = Required.Text("authorizationUrl", authorizationUrl),
            TokenUrl = Required.Text("tokenUrl", tokenUrl),
            RefreshUrl = refreshUrl,
            Scopes = scopes,
            PkceRequired = pkceRequired,
        };
    }

    public static void Write(Utf8JsonWriter writer, AuthorizationCodeOAuthFlow value)
    {
        writer.WriteStartObject();
        writer.WriteString(ProtoNames.AuthorizationUrl, value.AuthorizationUrl);
        writer.WriteString(ProtoNames.TokenUrl, value.TokenUrl);
        writer.Text(ProtoNames.RefreshUrl, value.RefreshUrl);
        writer.RequiredMap(ProtoNames.Scopes, value.Scopes, ProtoWriter.WriteText);
        writer.Flag(ProtoNames.PkceRequired, value.PkceRequired);
        writer.WriteEndObject();
    }
}
