using A2AAgent.Generators.Tests.Harness;
using A2AAgent.Protocol;

namespace A2AAgent.Generators.Tests;

/// <summary>The runtime finds on the generated card what the security attributes say.</summary>
public class SecurityCardTests
{
    [Theory]
    [InlineData("ApiKeySecurity(\"s\")", "header", "X-API-Key")]
    [InlineData("ApiKeySecurity(\"s\", In = ApiKeyLocation.Query, Name = \"key\")", "query", "key")]
    [InlineData("ApiKeySecurity(\"s\", In = ApiKeyLocation.Cookie, Name = \"session\")", "cookie", "session")]
    public async Task An_API_key(string attribute, string location, string name) =>
        Assert.Equal(new ApiKeySecurityScheme { Location = location, Name = name }, await SchemeAsync(attribute));

    [Theory]
    [InlineData("BearerSecurity(\"s\", Description = \"A \\\"token\\\"\")", "JWT", "A \"token\"")]
    [InlineData("BearerSecurity(\"s\", BearerFormat = \"\")", "", "")]
    public async Task A_bearer_token(string attribute, string format, string description) =>
        Assert.Equal(new HttpAuthSecurityScheme { Scheme = "Bearer", BearerFormat = format, Description = description }, await SchemeAsync(attribute));

    [Fact]
    public async Task OpenID_Connect() => Assert.Equal(
        new OpenIdConnectSecurityScheme { OpenIdConnectUrl = "https://a.example/.well-known/openid-configuration" },
        await SchemeAsync("OpenIdConnectSecurity(\"s\", \"https://a.example/.well-known/openid-configuration\")"));

    [Fact]
    public async Task Mutual_TLS() => Assert.Equal(
        new MutualTlsSecurityScheme { Description = "SPIFFE" }, await SchemeAsync("MutualTlsSecurity(\"s\", Description = \"SPIFFE\")"));

    [Theory]
    [InlineData("", true)]
    [InlineData(", PkceRequired = false", false)]
    public async Task The_authorization_code_flow(string setting, bool pkce)
    {
        var scheme = Assert.IsType<OAuth2SecurityScheme>(await SchemeAsync($"""
            OAuth2Security("s", OAuth2Grant.AuthorizationCode, AuthorizationUrl = "https://a.example/authorize",
                TokenUrl = "https://a.example/token", RefreshUrl = "https://a.example/refresh", MetadataUrl = "https://a.example/metadata",
                Scopes = ["read:expenses: Read: all of them", "write"]{setting})
            """));

        var flow = Assert.IsType<AuthorizationCodeOAuthFlow>(scheme.Flow);
        Assert.Equal("https://a.example/metadata", scheme.Oauth2MetadataUrl);
        Assert.Equal(
            ("https://a.example/authorize", "https://a.example/token", "https://a.example/refresh", pkce),
            (flow.AuthorizationUrl, flow.TokenUrl, flow.RefreshUrl, flow.PkceRequired));
        Assert.Equal([new("read:expenses", "Read: all of them"), new("write", "")], flow.Scopes);
    }

    [Fact]
    public async Task The_client_credentials_flow()
    {
        var scheme = Assert.IsType<OAuth2SecurityScheme>(await SchemeAsync(
            "OAuth2Security(\"s\", OAuth2Grant.ClientCredentials, TokenUrl = \"https://a.example/token\", AuthorizationUrl = \"https://a.example/unused\")"));

        var flow = Assert.IsType<ClientCredentialsOAuthFlow>(scheme.Flow);
        Assert.Equal("https://a.example/token", flow.TokenUrl);
        Assert.Empty(flow.Scopes);
    }

    [Fact]
    public async Task The_device_code_flow()
    {
        var scheme = Assert.IsType<OAuth2SecurityScheme>(await SchemeAsync("""
            OAuth2Security("s", OAuth2Grant.DeviceCode, TokenUrl = "https://a.example/token", DeviceAuthorizationUrl = "https://a.example/device")
            """));

        var flow = Assert.IsType<DeviceCodeOAuthFlow>(scheme.Flow);
        Assert.Equal(("https://a.example/device", "https://a.example/token"), (flow.DeviceAuthorizationUrl, flow.TokenUrl));
    }

    [Fact]
    public async Task Requirements_are_alternatives_in_their_order()
    {
        var card = await CardAsync(
            "[BearerSecurity(\"jwt\")] [MutualTlsSecurity(\"mtls\")] [ApiKeySecurity(\"key\")] [RequireSecurity(\"jwt\", \"a\", \"b\", And = \"mtls\")] [RequireSecurity(\"key\")]",
            "[RequireSecurity(\"jwt\", \"c\")] [RequireSecurity(\"mtls\")]");

        Assert.Equal(["jwt", "mtls", "key"], card.SecuritySchemes.Keys);
        Assert.Equal(["jwt[a b] mtls[]", "key[]"], card.SecurityRequirements.Select(Text));
        Assert.Equal(["jwt[c]", "mtls[]"], Assert.Single(card.Skills).SecurityRequirements.Select(Text));
    }

    [Fact]
    public async Task Without_requirements_the_card_states_none()
    {
        var card = await CardAsync("[BearerSecurity(\"jwt\")]", "");

        Assert.Empty(card.SecurityRequirements);
        Assert.Empty(Assert.Single(card.Skills).SecurityRequirements);
    }

    [Fact]
    public async Task An_extended_skill_makes_the_agent_have_an_extended_card()
    {
        var card = await GeneratedCard.ReadAsync(Problem.Agent("""
            [AgentSkill("run", Description = "Runs")] public string Run(string text) => text;
            [AgentSkill("audit", Description = "Audits", Extended = true, InputModes = ["image/png"])] public string Audit(string text) => text;
            """));

        Assert.True(card.Capabilities.ExtendedAgentCard);
        Assert.Equal(["run", "audit"], card.Skills.Select(skill => skill.Id));
        Assert.Equal(["text/plain"], card.DefaultInputModes);
    }

    [Fact]
    public async Task An_agent_without_extended_skills_says_nothing_of_an_extended_card() =>
        Assert.Null((await CardAsync("", "")).Capabilities.ExtendedAgentCard);

    private static async Task<SecurityScheme> SchemeAsync(string attribute) =>
        (await CardAsync($"[{attribute}]", "")).SecuritySchemes["s"];

    private static Task<AgentCard> CardAsync(string attributes, string ofSkill) => GeneratedCard.ReadAsync($$"""
        namespace Acme;

        [Agent("Tests", Description = "Tests")]
        {{attributes}}
        public sealed partial class TestAgent
        {
            [AgentSkill("run", Description = "Runs")] {{ofSkill}} public string Run() => "";
        }
        """);

    private static string Text(SecurityRequirement requirement) =>
        string.Join(' ', requirement.Schemes.Select(scheme => $"{scheme.Key}[{string.Join(' ', scheme.Value)}]"));
}
