using System.Text.Json;

namespace A2AAgent.Protocol.Json;

/// <summary>The object that holds exactly one OAuth flow under the flow's name.</summary>
internal static class OAuthFlowsJson
{
    private static readonly FieldTable Fields = new("authorizationCode", "clientCredentials", "implicit", "password", "deviceCode");

    public static OAuthFlow Read(ref Utf8JsonReader reader)
    {
        OAuthFlow? value = null;
        string? member = null;
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            Required.Only(fields.Name, member);
            member = fields.Name;
            value = member switch
            {
                "authorizationCode" => fields.Value(ref reader, AuthorizationCodeOAuthFlowJson.Read),
                "clientCredentials" => fields.Value(ref reader, ClientCredentialsOAuthFlowJson.Read),
                "implicit" => fields.Value(ref reader, ImplicitOAuthFlowJson.Read),
                "password" => fields.Value(ref reader, PasswordOAuthFlowJson.Read),
                _ => fields.Value<OAuthFlow>(ref reader, DeviceCodeOAuthFlowJson.Read),
            };
        }

        return Required.OneOf(value, "authorizationCode, clientCredentials, implicit, password and deviceCode");
    }

    public static void Write(Utf8JsonWriter writer, OAuthFlow value)
    {
        writer.WriteStartObject();
        writer.Value(ProtoNames.AuthorizationCode, value as AuthorizationCodeOAuthFlow, AuthorizationCodeOAuthFlowJson.Write);
        writer.Value(ProtoNames.ClientCredentials, value as ClientCredentialsOAuthFlow, ClientCredentialsOAuthFlowJson.Write);
        writer.Value(ProtoNames.Implicit, value as ImplicitOAuthFlow, ImplicitOAuthFlowJson.Write);
        writer.Value(ProtoNames.Password, value as PasswordOAuthFlow, PasswordOAuthFlowJson.Write);
        writer.Value(ProtoNames.DeviceCode, value as DeviceCodeOAuthFlow, DeviceCodeOAuthFlowJson.Write);
        writer.WriteEndObject();
    }
}
