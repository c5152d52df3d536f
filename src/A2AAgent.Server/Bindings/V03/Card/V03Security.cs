using System.Text.Json.Nodes;
using A2AAgent.Protocol;

namespace A2AAgent.Server.Bindings.V03.Card;

/// <summary>Adds to a card how 0.3 says who may call: schemes that name their type, and requirements without a wrapper.</summary>
internal static class V03Security
{
    private static readonly string[] Flows = ["authorizationCode", "clientCredentials", "implicit", "password"];

    public static void AddTo(JsonObject json, Protocol.AgentCard card)
    {
        foreach (var (name, scheme) in card.SecuritySchemes)
        {
            Describe((JsonObject)json["securitySchemes"]![name]!, scheme);
        }

        Require(json, card.SecurityRequirements);
        for (var index = 0; index < card.Skills.Count; index++)
        {
            Require((JsonObject)json["skills"]![index]!, card.Skills[index].SecurityRequirements);
        }
    }

    private static void Require(JsonObject target, IReadOnlyList<SecurityRequirement> requirements)
    {
        if (requirements.Count > 0)
        {
            target.Add("security", new JsonArray([.. requirements.Select(Requirement)]));
        }
    }

    private static JsonObject Requirement(SecurityRequirement requirement)
    {
        var json = new JsonObject();
        foreach (var (scheme, scopes) in requirement.Schemes)
        {
            json.Add(scheme, new JsonArray([.. scopes.Select(static scope => (JsonNode)scope)]));
        }

        return json;
    }

    private static void Describe(JsonObject json, SecurityScheme scheme)
    {
        AddText(json, "description", scheme.Description);
        switch (scheme)
        {
            case ApiKeySecurityScheme key:
                json.Add("type", "apiKey");
                json.Add("in", key.Location);
                json.Add("name", key.Name);
                break;
            case HttpAuthSecurityScheme http:
                json.Add("type", "http");
                json.Add("scheme", http.Scheme);
                AddText(json, "bearerFormat", http.BearerFormat);
                break;
            case OAuth2SecurityScheme oauth:
                json.Add("type", "oauth2");
                json.Add("flows", FlowsOf(json));
                AddText(json, "oauth2MetadataUrl", oauth.Oauth2MetadataUrl);
                break;
            case OpenIdConnectSecurityScheme connect:
                json.Add("type", "openIdConnect");
                json.Add("openIdConnectUrl", connect.OpenIdConnectUrl);
                break;
            default:
                json.Add("type", "mutualTLS");
                break;
        }
    }

    /// <summary>The flows that 0.3 knows, as 1.0 writes them.</summary>
    private static JsonObject FlowsOf(JsonObject scheme)
    {
        var flows = new JsonObject();
        foreach (var name in Flows)
        {
            if (scheme["oauth2SecurityScheme"]!["flows"]![name] is JsonObject flow)
            {
                var copy = (JsonObject)flow.DeepClone();
                copy.Remove("pkceRequired");
                flows.Add(name, copy);
            }
        }

        return flows;
    }

    private static void AddText(JsonObject json, string name, string value)
    {
        if (value.Length > 0)
        {
            json.Add(name, value);
        }
    }
}
