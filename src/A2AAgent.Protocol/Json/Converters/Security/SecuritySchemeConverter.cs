using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal sealed class SecuritySchemeConverter : ProtoConverter<SecurityScheme, SecuritySchemeConverter>, IProtoJson<SecurityScheme>
{
    private static readonly FieldTable Fields = new(
        "apiKeySecurityScheme", "httpAuthSecurityScheme", "oauth2SecurityScheme", "openIdConnectSecurityScheme", "mtlsSecurityScheme");

    public static SecurityScheme Read(ref Utf8JsonReader reader) => Required.OneOf(
        ReadKnown(ref reader),
        "apiKeySecurityScheme, httpAuthSecurityScheme, oauth2SecurityScheme, openIdConnectSecurityScheme and mtlsSecurityScheme");

    /// <summary>
    /// Null for a scheme of a kind that this version does not know: a card stays readable, and a requirement that
    /// names the scheme cannot be met.
    /// </summary>
    public static SecurityScheme? ReadKnown(ref Utf8JsonReader reader)
    {
        SecurityScheme? value = null;
        string? member = null;
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            Required.Only(fields.Name, member);
            member = fields.Name;
            value = member switch
            {
                "apiKeySecurityScheme" => fields.Value(ref reader, ApiKeySecuritySchemeJson.Read),
                "httpAuthSecurityScheme" => fields.Value(ref reader, HttpAuthSecuritySchemeJson.Read),
                "oauth2SecurityScheme" => fields.Value(ref reader, OAuth2SecuritySchemeJson.Read),
                "openIdConnectSecurityScheme" => fields.Value(ref reader, OpenIdConnectSecuritySchemeJson.Read),
                _ => fields.Value<SecurityScheme>(ref reader, MutualTlsSecuritySchemeJson.Read),
            };
        }

        return value;
    }

    public static void Write(Utf8JsonWriter writer, SecurityScheme value)
    {
        writer.WriteStartObject();
        writer.Value(ProtoNames.ApiKeySecurityScheme, value as ApiKeySecurityScheme, ApiKeySecuritySchemeJson.Write);
        writer.Value(ProtoNames.HttpAuthSecurityScheme, value as HttpAuthSecurityScheme, HttpAuthSecuritySchemeJson.Write);
        writer.Value(ProtoNames.Oauth2SecurityScheme, value as OAuth2SecurityScheme, OAuth2SecuritySchemeJson.Write);
        writer.Value(ProtoNames.OpenIdConnectSecurityScheme, value as OpenIdConnectSecurityScheme, OpenIdConnectSecuritySchemeJson.Write);
        writer.Value(ProtoNames.MtlsSecurityScheme, value as MutualTlsSecurityScheme, MutualTlsSecuritySchemeJson.Write);
        writer.WriteEndObject();
    }
}
