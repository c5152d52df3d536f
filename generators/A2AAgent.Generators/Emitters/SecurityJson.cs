using A2AAgent.Generators.Model;

namespace A2AAgent.Generators.Emitters;

/// <summary>Writes security schemes and requirements as the card has them.</summary>
internal static class SecurityJson
{
    /// <summary>The card's two fields, each with a line break before it and a comma behind it, or nothing.</summary>
    public static string Fields(SecurityModel security)
    {
        var schemes = security.Schemes.Count == 0 ? "" : $"\n\"securitySchemes\": {Object(security.Schemes.Select(Scheme))},";
        return security.Requirements.Count == 0 ? schemes : $"{schemes}\n\"securityRequirements\": {Requirements(security.Requirements)},";
    }

    public static string Requirements(EquatableArray<RequirementModel> requirements) => CardJson.Array(requirements.Select(Requirement));

    private static string Scheme(SchemeModel scheme) => $"{JsonText.Of(scheme.Name)}: {Object([Kind(scheme)])}";

    private static string Kind(SchemeModel scheme) => scheme switch
    {
        ApiKeySchemeModel key => Kind("apiKeySecurityScheme", key, [Text("location", key.Location), Text("name", key.Key)]),
        BearerSchemeModel bearer => Kind("httpAuthSecurityScheme", bearer, [Text("scheme", "Bearer"), Optional("bearerFormat", bearer.Format)]),
        OAuth2SchemeModel oauth => Kind("oauth2SecurityScheme", oauth, [Flow(oauth.Flow), Optional("oauth2MetadataUrl", oauth.MetadataUrl)]),
        OpenIdConnectSchemeModel connect => Kind("openIdConnectSecurityScheme", connect, [Text("openIdConnectUrl", connect.Url)]),
        _ => Kind("mtlsSecurityScheme", scheme, []),
    };

    private static string Kind(string field, SchemeModel scheme, string[] fields) =>
        $"\"{field}\": {Object(fields.Prepend(Optional("description", scheme.Description)))}";

    private static string Flow(FlowModel flow)
    {
        var fields = Object([
            Optional("authorizationUrl", flow.AuthorizationUrl),
            Optional("deviceAuthorizationUrl", flow.DeviceAuthorizationUrl),
            Text("tokenUrl", flow.TokenUrl),
            Optional("refreshUrl", flow.RefreshUrl),
            $"\"scopes\": {Object(flow.Scopes.Select(scope => $"{JsonText.Of(scope.Name)}: {JsonText.Of(scope.Description)}"))}",
            flow.PkceRequired ? "\"pkceRequired\": true" : "",
        ]);
        return $"\"flows\": {Object([$"\"{flow.Field}\": {fields}"])}";
    }

    private static string Requirement(RequirementModel requirement)
    {
        var schemes = requirement.Schemes.Select(scheme => $"{JsonText.Of(scheme.Name)}: {Scopes(scheme)}");
        return Object([$"\"schemes\": {Object(schemes)}"]);
    }

    private static string Scopes(RequiredSchemeModel scheme) =>
        scheme.Scopes.Count == 0 ? "{}" : $"{{ \"list\": {JsonText.Of(scheme.Scopes)} }}";

    private static string Text(string name, string value) => $"\"{name}\": {JsonText.Of(value)}";

    private static string Optional(string name, string value) => value.Length == 0 ? "" : Text(name, value);

    private static string Object(IEnumerable<string> fields)
    {
        var written = string.Join(",\n", fields.Where(field => field.Length > 0));
        return written.Length == 0 ? "{}" : $"{{\n{SourceFile.Indent(written, 2)}\n}}";
    }
}
