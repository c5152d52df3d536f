using System.Text.Json;
using System.Text.Json.Nodes;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Tests.Signing;

/// <summary>Cards to sign.</summary>
internal static class SampleCards
{
    /// <summary>With numbers, text and emptiness of all kinds, in places that count.</summary>
    public static AgentCard Rich { get; } = new()
    {
        Name = "Zürich 😀 <agent>",
        Description = "",
        SupportedInterfaces = [new AgentInterface { Url = "https://agents.example.com/a", ProtocolBinding = "JSONRPC", ProtocolVersion = "1.0" }],
        Provider = new AgentProvider { Organization = "Acme \"&\" Sons\n", Url = "https://acme.example" },
        Version = "1.0.0",
        DocumentationUrl = "",
        Capabilities = new AgentCapabilities
        {
            Streaming = true,
            PushNotifications = false,
            Extensions =
            [
                new AgentExtension
                {
                    Uri = "urn:example:x",
                    Params = JsonDocument.Parse("""{"ratio":1.50,"big":1e21,"none":null,"empty":{},"list":[],"text":"","\u0001":[0.1,-0,100]}""").RootElement,
                },
            ],
        },
        SecuritySchemes = new Dictionary<string, SecurityScheme>(StringComparer.Ordinal)
        {
            ["key"] = new ApiKeySecurityScheme { Location = "header", Name = "X-API-Key" },
            ["mtls"] = new MutualTlsSecurityScheme(),
            ["oauth"] = new OAuth2SecurityScheme { Flow = new ClientCredentialsOAuthFlow { TokenUrl = "https://id.example/token", Scopes = new Dictionary<string, string>(StringComparer.Ordinal) } },
        },
        SecurityRequirements =
        [
            new SecurityRequirement { Schemes = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["key"] = [] } },
            new SecurityRequirement { Schemes = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["oauth"] = ["read", "write"] } },
        ],
        DefaultInputModes = ["text/plain"],
        DefaultOutputModes = [],
        Skills = [new AgentSkill { Id = "s", Name = "S", Description = "Does s", Tags = [], Examples = ["Do s"] }],
    };

    /// <summary>Nothing in it is empty: every SDK signs the same bytes.</summary>
    public static AgentCard Plain { get; } = new()
    {
        Name = "Plain",
        Description = "A card",
        SupportedInterfaces = [new AgentInterface { Url = "https://agents.example.com/", ProtocolBinding = "JSONRPC", ProtocolVersion = "1.0" }],
        Version = "1.0.0",
        Capabilities = new AgentCapabilities { Streaming = true },
        DefaultInputModes = ["text/plain"],
        DefaultOutputModes = ["text/plain"],
        Skills = [new AgentSkill { Id = "s", Name = "S", Description = "Does s", Tags = ["s"] }],
    };

    public static byte[] Utf8(this AgentCard card) => ProtocolJson.ToUtf8(card, ProtocolJson.Context.AgentCard);

    public static JsonObject Node(this AgentCard card) => JsonNode.Parse(card.Utf8())!.AsObject();
}
