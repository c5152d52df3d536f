using static A2AAgent.Protocol.Signing.FieldShape;

namespace A2AAgent.Protocol.Signing;

/// <summary>The Agent Card and its parts, as the specification's a2a.proto declares them.</summary>
internal static class CardShape
{
    private static readonly MessageShape Interface = new(
        Required("url"), Required("protocolBinding"), Plain("tenant"), Required("protocolVersion"));

    private static readonly MessageShape Provider = new(Required("url"), Required("organization"));

    private static readonly MessageShape Extension = new(Plain("uri"), Plain("description"), Plain("required"), Optional("params"));

    private static readonly MessageShape Capabilities = new(
        Optional("streaming"), Optional("pushNotifications"), Plain("extensions", Extension), Optional("extendedAgentCard"));

    private static readonly MessageShape Requirement = new(Plain("schemes", MessageShape.MapOf(new MessageShape(Plain("list")))));

    private static readonly MessageShape ImplicitOrPassword = new(Plain("authorizationUrl"), Plain("tokenUrl"), Plain("refreshUrl"), Plain("scopes"));

    private static readonly MessageShape Flows = new(
        Optional("authorizationCode", new MessageShape(
            Required("authorizationUrl"), Required("tokenUrl"), Plain("refreshUrl"), Required("scopes"), Plain("pkceRequired"))),
        Optional("clientCredentials", new MessageShape(Required("tokenUrl"), Plain("refreshUrl"), Required("scopes"))),
        Optional("implicit", ImplicitOrPassword),
        Optional("password", ImplicitOrPassword),
        Optional("deviceCode", new MessageShape(Required("deviceAuthorizationUrl"), Required("tokenUrl"), Plain("refreshUrl"), Required("scopes"))));

    private static readonly MessageShape Scheme = new(
        Optional("apiKeySecurityScheme", new MessageShape(Plain("description"), Required("location"), Required("name"))),
        Optional("httpAuthSecurityScheme", new MessageShape(Plain("description"), Required("scheme"), Plain("bearerFormat"))),
        Optional("oauth2SecurityScheme", new MessageShape(Plain("description"), Required("flows", Flows), Plain("oauth2MetadataUrl"))),
        Optional("openIdConnectSecurityScheme", new MessageShape(Plain("description"), Required("openIdConnectUrl"))),
        Optional("mtlsSecurityScheme", new MessageShape(Plain("description"))));

    private static readonly MessageShape Skill = new(
        Required("id"), Required("name"), Required("description"), Required("tags"), Plain("examples"), Plain("inputModes"), Plain("outputModes"),
        Plain("securityRequirements", Requirement));

    /// <summary>The card without its signatures, which cannot be over themselves.</summary>
    public static MessageShape Unsigned { get; } = new(
        Required("name"), Required("description"), Required("supportedInterfaces", Interface), Optional("provider", Provider), Required("version"),
        Optional("documentationUrl"), Required("capabilities", Capabilities), Plain("securitySchemes", MessageShape.MapOf(Scheme)),
        Plain("securityRequirements", Requirement), Required("defaultInputModes"), Required("defaultOutputModes"), Required("skills", Skill),
        Never("signatures"), Optional("iconUrl"));
}
