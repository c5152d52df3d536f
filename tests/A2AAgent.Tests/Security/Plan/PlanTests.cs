using System.Text.Json;
using System.Text.Json.Nodes;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Security;
using Microsoft.Extensions.Configuration;

namespace A2AAgent.Tests.Security.Plan;

/// <summary>From what attributes and configuration say to one plan, and from the plan to the card.</summary>
public sealed class PlanTests
{
    private const string Schemes = "Agent:Security:Schemes:";

    [Fact]
    public void Without_requirements_every_scheme_is_an_alternative()
    {
        var plan = Make((Schemes + "key:Type", "apiKey"), (Schemes + "mtls:Type", "mutualTls"));

        Assert.Equal(["key", "mtls"], plan.Requirements.Select(static requirement => Assert.Single(requirement.Schemes).Key));
        Assert.False(plan.AdmitsAnonymous);
    }

    [Fact]
    public void Requirements_of_the_configuration_count()
    {
        var plan = Make((Schemes + "key:Type", "apiKey"), (Schemes + "mtls:Type", "mutualTls"),
            ("Agent:Security:Requirements:0:key:0", "a"), ("Agent:Security:Requirements:0:key:1", "b"), ("Agent:Security:Requirements:0:mtls", ""),
            ("Agent:Security:Requirements:1:key", "c d, e"));

        Assert.Equal(2, plan.Requirements.Count);
        Assert.Equal(["a", "b"], plan.Requirements[0].Schemes["key"]);
        Assert.Empty(plan.Requirements[0].Schemes["mtls"]);
        Assert.Equal(["c", "d", "e"], plan.Requirements[1].Schemes["key"]);
    }

    [Fact]
    public void Requirements_are_read_from_a_JSON_file_as_from_the_environment()
    {
        var plan = MakeOfJson("""
            { "Agent": { "Security": {
                "Schemes": { "key": { "Type": "apiKey" }, "mtls": { "Type": "mutualTls" } },
                "Requirements": [ { "key": [] }, { "mtls": [], "key": ["a"] }, {} ],
                "Skills": { "second": { "Requirements": [ { "key": ["b"] } ] } } } } }
            """);

        Assert.Equal(3, plan.Requirements.Count);
        Assert.Empty(plan.Requirements[0].Schemes["key"]);
        Assert.Equal(["key", "mtls"], plan.Requirements[1].Schemes.Keys.Order());
        Assert.Empty(plan.Requirements[2].Schemes);
        Assert.True(plan.AdmitsAnonymous);
        Assert.Equal(["b"], Assert.Single(plan.Skills["second"]).Schemes["key"]);
    }

    [Fact]
    public void The_card_shows_each_flow_of_OAuth_with_the_scopes_that_are_demanded()
    {
        var plan = Make(
            (Schemes + "user:Type", "oauth2"), (Schemes + "user:Flow", "authorizationCode"), (Schemes + "user:AuthorizationUrl", "https://id.example.com/authorize"),
            (Schemes + "user:TokenUrl", "https://id.example.com/token"), (Schemes + "user:RefreshUrl", "https://id.example.com/refresh"), (Schemes + "user:Scopes:read", "Read"),
            (Schemes + "user:MetadataUrl", "https://id.example.com/.well-known/oauth-authorization-server"),
            (Schemes + "service:Type", "oauth2"), (Schemes + "service:Flow", "clientCredentials"), (Schemes + "service:TokenUrl", "https://id.example.com/token"),
            (Schemes + "tv:Type", "OAuth2"), (Schemes + "tv:Flow", "DEVICECODE"), (Schemes + "tv:DeviceAuthorizationUrl", "https://id.example.com/device"), (Schemes + "tv:TokenUrl", "https://id.example.com/token"),
            ("Agent:Security:Requirements:0:user", "write"));

        Same(
            """
            {
              "user": { "oauth2SecurityScheme": { "flows": { "authorizationCode": { "authorizationUrl": "https://id.example.com/authorize", "tokenUrl": "https://id.example.com/token",
                "refreshUrl": "https://id.example.com/refresh", "scopes": { "read": "Read", "write": "" }, "pkceRequired": true } },
                "oauth2MetadataUrl": "https://id.example.com/.well-known/oauth-authorization-server" } },
              "service": { "oauth2SecurityScheme": { "flows": { "clientCredentials": { "tokenUrl": "https://id.example.com/token", "scopes": {} } } } },
              "tv": { "oauth2SecurityScheme": { "flows": { "deviceCode": { "deviceAuthorizationUrl": "https://id.example.com/device", "tokenUrl": "https://id.example.com/token", "scopes": {} } } } }
            }
            """,
            Json(plan).GetProperty("securitySchemes"));
    }

    [Fact]
    public void The_card_shows_the_other_schemes_and_what_skills_demand()
    {
        var plan = Make(
            (Schemes + "cookie:Type", "apiKey"), (Schemes + "cookie:In", "Cookie"), (Schemes + "cookie:Name", "agent"), (Schemes + "cookie:Description", "For browsers"),
            (Schemes + "jwt:Type", "bearer"), (Schemes + "jwt:Issuer", "https://id.example.com"),
            (Schemes + "oidc:Type", "openIdConnect"), (Schemes + "oidc:Issuer", "https://id.example.com/"),
            ("Agent:Security:Skills:second:Requirements:0:jwt", "approve"));
        var card = Json(plan);

        Same(
            """
            {
              "cookie": { "apiKeySecurityScheme": { "description": "For browsers", "location": "cookie", "name": "agent" } },
              "jwt": { "httpAuthSecurityScheme": { "scheme": "Bearer", "bearerFormat": "JWT" } },
              "oidc": { "openIdConnectSecurityScheme": { "openIdConnectUrl": "https://id.example.com/.well-known/openid-configuration" } }
            }
            """,
            card.GetProperty("securitySchemes"));
        Assert.Equal(3, card.GetProperty("securityRequirements").GetArrayLength());
        Same("""[{"schemes":{"jwt":{"list":["approve"]}}}]""", card.GetProperty("skills")[1].GetProperty("securityRequirements"));
    }

    [Theory]
    [InlineData("key:Type", "password", "bearer, oauth2, openIdConnect, apiKey or mutualTls")]
    [InlineData("key:In", "body", "header or query or cookie")]
    [InlineData("key:Name", "X Key", "letters")]
    [InlineData("other:Keys:a:Value", "0123456789abcdef", "Agent:Security:Schemes:other:Type")]
    [InlineData("user:Flow", "implicit", "authorizationCode or clientCredentials or deviceCode")]
    [InlineData("user:TokenUrl", "/token", "absolute http or https URL")]
    [InlineData("oidc:OpenIdConnectUrl", "id.example.com", "absolute http or https URL")]
    [InlineData("with space:Type", "apiKey", "letters, digits")]
    public void A_wrong_setting_is_named_with_what_is_allowed(string setting, string value, string allowed)
    {
        (string Key, string Value)[] right =
        [
            ("key:Type", "apiKey"), ("user:Type", "oauth2"), ("user:Flow", "clientCredentials"), ("user:TokenUrl", "https://id.example.com/token"),
            ("oidc:Type", "openIdConnect"), ("oidc:OpenIdConnectUrl", "https://id.example.com/.well-known/openid-configuration"),
        ];
        var settings = right.Where(pair => pair.Key != setting).Append((setting, value)).Select(static pair => (Schemes + pair.Item1, pair.Item2));

        var wrong = Assert.Throws<AgentConfigurationException>(() => Make([.. settings]));

        Assert.Contains($"Agent:Security:Schemes:{setting.Split(':')[0]}", wrong.Message, StringComparison.Ordinal);
        Assert.Contains(allowed, wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Agent:Security:Requirements:0:other", "", "declared are key")]
    [InlineData("Agent:Security:Requirements:0", "key", "Agent:Security:Requirements:0:api-key")]
    [InlineData("Agent:Security:Skills:third:Requirements:0:key", "", "first, second")]
    [InlineData("Agent:Security:Skills:second:Requirements:0:other", "", "declared are key")]
    public void A_requirement_that_means_nothing_is_refused(string setting, string value, string says)
    {
        var wrong = Assert.Throws<AgentConfigurationException>(() => Make((Schemes + "key:Type", "apiKey"), (setting, value)));

        Assert.Contains(says, wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Agent:Security:Requirements", "key", "Agent:Security:Requirements:0:api-key")]
    [InlineData("Agent:Security:Requirements:key", "", "Agent:Security:Requirements:0:api-key")]
    [InlineData("Agent:Security:Skills:second:Requirements", "key", "Agent:Security:Skills:second:Requirements:0:api-key")]
    [InlineData("Agent:Security:Skills:second:Requirements:key", "", "Agent:Security:Skills:second:Requirements:0:api-key")]
    [InlineData("Agent:Security:Skills:second:Requirements:0:key:list:0", "approve", "Agent:Security:Skills:second:Requirements:0:key:0")]
    [InlineData("Agent:Security:Skills:second:Requirements:0:key:approve", "true", "Agent:Security:Skills:second:Requirements:0:key:0")]
    [InlineData("Agent:Tenants", "acme", "Agent:Tenants:0")]
    public void A_list_that_is_written_as_something_else_is_refused(string setting, string value, string right)
    {
        var wrong = Assert.Throws<AgentConfigurationException>(() => Make((Schemes + "key:Type", "apiKey"), (setting, value)));

        Assert.Contains(right, wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Agent:Security:Requirement:0:key", "", "Requirement")]
    [InlineData("Agent:Security:Schemes:key:Keys:alice:Tenent", "acme", "Tenent")]
    [InlineData("Agent:Security:Skills:second:Scopes", "a", "Scopes")]
    [InlineData("Agent:Security:Schemes:key:ClockSkew", "soon", "ClockSkew")]
    public void A_setting_with_a_typing_error_is_named(string setting, string value, string named)
    {
        var wrong = Assert.Throws<AgentConfigurationException>(() => Make((Schemes + "key:Type", "apiKey"), (setting, value)));

        Assert.Contains(named, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_configuration_completes_what_an_attribute_declares_and_does_not_turn_it_into_something_else()
    {
        var declared = Card with
        {
            SecuritySchemes = new Dictionary<string, SecurityScheme>
            {
                ["key"] = new ApiKeySecurityScheme { Location = "query", Name = "k", Description = "From the attribute" },
            },
        };

        var plan = SecurityPlan.Make(declared, Read((Schemes + "key:Name", "other")).Security);

        Assert.Equal(new ApiKeySecurityScheme { Location = "query", Name = "other", Description = "From the attribute" }, Assert.Single(plan.Schemes).Declared);
        var wrong = Assert.Throws<AgentConfigurationException>(() => SecurityPlan.Make(declared, Read((Schemes + "key:Type", "bearer")).Security));
        Assert.Contains("as the attribute says", wrong.Message, StringComparison.Ordinal);
    }

    private static AgentCard Card { get; } = new()
    {
        Name = "n",
        Description = "d",
        Version = "1",
        SupportedInterfaces = [],
        Capabilities = new AgentCapabilities(),
        DefaultInputModes = ["text/plain"],
        DefaultOutputModes = ["text/plain"],
        Skills =
        [
            new AgentSkill { Id = "first", Name = "First", Description = "d", Tags = ["t"] },
            new AgentSkill { Id = "second", Name = "Second", Description = "d", Tags = ["t"] },
        ],
    };

    private static SecurityPlan Make(params (string Key, string Value)[] settings) => SecurityPlan.Make(Card, Read(settings).Security);

    private static SecurityPlan MakeOfJson(string json)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json));
        return SecurityPlan.Make(Card, AgentOptionsReader.Read(new ConfigurationBuilder().AddJsonStream(stream).Build()).Security);
    }

    private static AgentOptions Read(params (string Key, string Value)[] settings) =>
        AgentOptionsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(static setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build());

    private static JsonElement Json(SecurityPlan plan) =>
        JsonDocument.Parse(ProtocolJson.ToUtf8(plan.Fill(Card), ProtocolJson.Context.AgentCard)).RootElement;

    private static void Same(string expected, JsonElement actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual.GetRawText())), actual.GetRawText());
}
