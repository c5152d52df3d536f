using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal static class DeviceCodeOAuthFlowJson
{
    private static readonly FieldTable Fields = new("deviceAuthorizationUrl", "tokenUrl", "refreshUrl", "scopes");

    public static DeviceCodeOAuthFlow Read(ref Utf8JsonReader reader)
    {
        var deviceAuthorizationUrl = "";
        var tokenUrl = "";
        var refreshUrl = "";
        var scopes = EmptyMap<string>.Instance;
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "deviceAuthorizationUrl": deviceAuthorizationUrl = fields.Text(ref reader); break;
                case "tokenUrl": tokenUrl = fields.Text(ref reader); break;
                case "refreshUrl": refreshUrl = fields.Text(ref reader); break;
                case "scopes": scopes = fields.Map(ref reader, ProtoRead.Text); break;
            }
        }

        return new DeviceCodeOAuthFlow
        {
            DeviceAuthorizationUrl = Required.Text("deviceAuthorizationUrl", deviceAuthorizationUrl),
            TokenUrl = Required.Text("tokenUrl", tokenUrl),
            RefreshUrl = refreshUrl,
            Scopes = scopes,
        };
    }

    public static void Write(Utf8JsonWriter writer, DeviceCodeOAuthFlow value)
    {
        writer.WriteStartObject();
        writer.WriteString(ProtoNames.DeviceAuthorizationUrl, value.DeviceAuthorizationUrl);
        writer.WriteString(ProtoNames.TokenUrl, value.TokenUrl);
        writer.Text(ProtoNames.RefreshUrl, value.RefreshUrl);
        writer.RequiredMap(ProtoNames.Scopes, value.Scopes, ProtoWriter.WriteText);
        writer.WriteEndObject();
    }
}
