using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal static class ClientCredentialsOAuthFlowJson
{
    private static readonly FieldTable Fields = new("tokenUrl", "refreshUrl", "scopes");

    public static ClientCredentialsOAuthFlow Read(ref Utf8JsonReader reader)
    {
        var tokenUrl = "";
        var refreshUrl = "";
        var scopes = EmptyMap<string>.Instance;
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "tokenUrl": tokenUrl = fields.Text(ref reader); break;
                case "refreshUrl": refreshUrl = fields.Text(ref reader); break;
                case "scopes": scopes = fields.Map(ref reader, ProtoRead.Text); break;
            }
        }

        return new ClientCredentialsOAuthFlow
        {
            TokenUrl = Required.Text("tokenUrl", tokenUrl),
            RefreshUrl = refreshUrl,
            Scopes = scopes,
        };
    }

    public static void Write(Utf8JsonWriter writer, ClientCredentialsOAuthFlow value)
    {
        writer.WriteStartObject();
        writer.WriteString(ProtoNames.TokenUrl, value.TokenUrl);
        writer.Text(ProtoNames.RefreshUrl, value.RefreshUrl);
        writer.RequiredMap(ProtoNames.Scopes, value.Scopes, ProtoWriter.WriteText);
        writer.WriteEndObject();
    }
}
