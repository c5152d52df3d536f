using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal static class ImplicitOAuthFlowJson
{
    private static readonly FieldTable Fields = new("authorizationUrl", "refreshUrl", "scopes");

    public static ImplicitOAuthFlow Read(ref Utf8JsonReader reader)
    {
        var authorizationUrl = "";
        var refreshUrl = "";
        var scopes = EmptyMap<string>.Instance;
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "authorizationUrl": authorizationUrl = fields.Text(ref reader); break;
                case "refreshUrl": refreshUrl = fields.Text(ref reader); break;
                case "scopes": scopes = fields.Map(ref reader, ProtoRead.Text); break;
            }
        }

        return new ImplicitOAuthFlow
        {
            AuthorizationUrl = authorizationUrl,
            RefreshUrl = refreshUrl,
            Scopes = scopes,
        };
    }

    public static void Write(Utf8JsonWriter writer, ImplicitOAuthFlow value)
    {
        writer.WriteStartObject();
        writer.Text(ProtoNames.AuthorizationUrl, value.AuthorizationUrl);
        writer.Text(ProtoNames.RefreshUrl, value.RefreshUrl);
        writer.Map(ProtoNames.Scopes, value.Scopes, ProtoWriter.WriteText);
        writer.WriteEndObject();
    }
}
