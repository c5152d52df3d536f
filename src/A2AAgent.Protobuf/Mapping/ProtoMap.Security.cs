using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using Google.Protobuf.Collections;
using Wire = A2AAgent.Protobuf.Messages;

namespace A2AAgent.Protobuf.Mapping;

internal static partial class ProtoMap
{
    private const string SchemeKinds =
        "apiKeySecurityScheme, httpAuthSecurityScheme, oauth2SecurityScheme, openIdConnectSecurityScheme and mtlsSecurityScheme";

    public static SecurityScheme FromProto(Wire.SecurityScheme value) =>
        WireRead.Root(value, static value => Required.OneOf(ReadKnown(value), SchemeKinds));

    public static Wire.SecurityScheme ToProto(SecurityScheme value) => value switch
    {
        ApiKeySecurityScheme scheme => new() { ApiKeySecurityScheme = ToProto(scheme) },
        HttpAuthSecurityScheme scheme => new() { HttpAuthSecurityScheme = ToProto(scheme) },
        OAuth2SecurityScheme scheme => new() { Oauth2SecurityScheme = ToProto(scheme) },
        OpenIdConnectSecurityScheme scheme => new() { OpenIdConnectSecurityScheme = ToProto(scheme) },
        MutualTlsSecurityScheme scheme => new() { MtlsSecurityScheme = ToProto(scheme) },
        _ => new(),
    };

    public static Wire.APIKeySecurityScheme ToProto(ApiKeySecurityScheme value) => new()
    {
        Description = WireWrite.Text(value.Description),
        Location = WireWrite.Text(value.Location),
        Name = WireWrite.Text(value.Name),
    };

    public static Wire.HTTPAuthSecurityScheme ToProto(HttpAuthSecurityScheme value) => new()
    {
        Description = WireWrite.Text(value.Description),
        Scheme = WireWrite.Text(value.Scheme),
        BearerFormat = WireWrite.Text(value.BearerFormat),
    };

    public static Wire.OAuth2SecurityScheme ToProto(OAuth2SecurityScheme value) => new()
    {
        Description = WireWrite.Text(value.Description),
        Flows = ToProto(value.Flow),
        Oauth2MetadataUrl = WireWrite.Text(value.Oauth2MetadataUrl),
    };

    public static Wire.OpenIdConnectSecurityScheme ToProto(OpenIdConnectSecurityScheme value) => new()
    {
        Description = WireWrite.Text(value.Description),
        OpenIdConnectUrl = WireWrite.Text(value.OpenIdConnectUrl),
    };

    public static Wire.MutualTlsSecurityScheme ToProto(MutualTlsSecurityScheme value) => new() { Description = WireWrite.Text(value.Description) };

    public static SecurityRequirement FromProto(Wire.SecurityRequirement value) => WireRead.Root(value, Read);

    public static Wire.SecurityRequirement ToProto(SecurityRequirement value)
    {
        var result = new Wire.SecurityRequirement();
        WireWrite.Map(result.Schemes, value.Schemes, static scopes =>
        {
            var list = new Wire.StringList();
            WireWrite.Texts(list.List, scopes);
            return list;
        });
        return result;
    }

    /// <summary>Null for a scheme of a kind that this version does not know: a card stays readable, as in JSON.</summary>
    private static SecurityScheme? ReadKnown(Wire.SecurityScheme value) => value.SchemeCase switch
    {
        Wire.SecurityScheme.SchemeOneofCase.ApiKeySecurityScheme => WireRead.Member("apiKeySecurityScheme", value.ApiKeySecurityScheme, Read),
        Wire.SecurityScheme.SchemeOneofCase.HttpAuthSecurityScheme => WireRead.Member("httpAuthSecurityScheme", value.HttpAuthSecurityScheme, Read),
        Wire.SecurityScheme.SchemeOneofCase.Oauth2SecurityScheme => WireRead.Member("oauth2SecurityScheme", value.Oauth2SecurityScheme, Read),
        Wire.SecurityScheme.SchemeOneofCase.OpenIdConnectSecurityScheme =>
            WireRead.Member("openIdConnectSecurityScheme", value.OpenIdConnectSecurityScheme, Read),
        Wire.SecurityScheme.SchemeOneofCase.MtlsSecurityScheme => new MutualTlsSecurityScheme { Description = value.MtlsSecurityScheme.Description },
        _ => null,
    };

    private static ApiKeySecurityScheme Read(Wire.APIKeySecurityScheme value) => new()
    {
        Description = value.Description,
        Location = Required.Text("location", value.Location),
        Name = Required.Text("name", value.Name),
    };

    private static HttpAuthSecurityScheme Read(Wire.HTTPAuthSecurityScheme value) => new()
    {
        Description = value.Description,
        Scheme = Required.Text("scheme", value.Scheme),
        BearerFormat = value.BearerFormat,
    };

    private static OAuth2SecurityScheme Read(Wire.OAuth2SecurityScheme value)
    {
        var flow = WireRead.Value("flows", value.Flows, Read);
        return new OAuth2SecurityScheme
        {
            Description = value.Description,
            Flow = Required.Present("flows", flow),
            Oauth2MetadataUrl = value.Oauth2MetadataUrl,
        };
    }

    private static OpenIdConnectSecurityScheme Read(Wire.OpenIdConnectSecurityScheme value) => new()
    {
        Description = value.Description,
        OpenIdConnectUrl = Required.Text("openIdConnectUrl", value.OpenIdConnectUrl),
    };

    private static SecurityRequirement Read(Wire.SecurityRequirement value) => new()
    {
        Schemes = value.Schemes.Count == 0
            ? EmptyMap<IReadOnlyList<string>>.Instance
            : WireRead.Map<Wire.StringList, IReadOnlyList<string>>("schemes", value.Schemes, static scopes => WireRead.Texts("list", scopes.List)),
    };

    private static IReadOnlyDictionary<string, string> Scopes(MapField<string, string> scopes) =>
        scopes.Count == 0 ? EmptyMap<string>.Instance : WireRead.Map("scopes", scopes, static description => description);
}
