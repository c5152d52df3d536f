using static A2AAgent.Generators.Tests.Harness.Problem;

namespace A2AAgent.Generators.Tests;

/// <summary>What is reported about security attributes, where, and in which words.</summary>
public class SecurityProblemTests
{
    private const string Scopes = "OAuth2Security(\"oauth\", OAuth2Grant.ClientCredentials, TokenUrl = \"https://a.example/t\", Scopes = [\"read: Reads\", \"write\"])";

    [Theory]
    [InlineData("ApiKeySecurity([|\"\"|])", "")]
    [InlineData("BearerSecurity([|\"a b\"|])", "a b")]
    [InlineData("MutualTlsSecurity([|\"a:b\"|])", "a:b")]
    [InlineData("RequireSecurity([|\"a/b\"|])", "a/b")]
    [InlineData("BearerSecurity(\"jwt\")] [RequireSecurity(\"jwt\", And = [|\"m tls\"|])", "m tls")]
    public Task A_scheme_name_that_is_none(string attribute, string name) => ExpectOnClassAsync(
        attribute, $"A2A0028: '{name}' is not the name of a security scheme; use 1 to 64 letters, digits, '-', '_' and '.'");

    [Theory]
    [InlineData("ApiKeySecurity(\"key\")] [ApiKeySecurity([|\"key\"|], In = ApiKeyLocation.Query)", "key")]
    [InlineData("BearerSecurity(\"jwt\")] [MutualTlsSecurity([|\"JWT\"|])", "JWT")]
    public Task Two_schemes_of_one_name(string attributes, string name) => ExpectOnClassAsync(
        attributes, $"A2A0029: Security scheme '{name}' is declared twice on agent 'TestAgent'; names differ in more than case");

    [Theory]
    [InlineData("")]
    [InlineData("X API Key")]
    [InlineData("key=")]
    public Task An_API_key_name_that_no_request_can_carry(string name) => ExpectOnClassAsync(
        $"ApiKeySecurity(\"key\", Name = [|\"{name}\"|])",
        $"A2A0030: '{name}' cannot name a header, query parameter or cookie; write one such as X-API-Key");

    [Theory]
    [InlineData("[|OAuth2Security(\"oauth\", OAuth2Grant.ClientCredentials)|]", "client credentials", "TokenUrl")]
    [InlineData("OAuth2Security(\"oauth\", OAuth2Grant.ClientCredentials, TokenUrl = [|\"\"|])", "client credentials", "TokenUrl")]
    [InlineData("[|OAuth2Security(\"oauth\", OAuth2Grant.AuthorizationCode, TokenUrl = \"https://a.example/t\")|]", "authorization code", "AuthorizationUrl")]
    [InlineData("[|OAuth2Security(\"oauth\", OAuth2Grant.DeviceCode, TokenUrl = \"https://a.example/t\")|]", "device code", "DeviceAuthorizationUrl")]
    public Task A_flow_without_an_address_that_it_needs(string attribute, string flow, string missing) => ExpectOnClassAsync(
        attribute, $"A2A0031: The {flow} flow of 'oauth' needs {missing}; set it, or declare the whole scheme under Agent:Security:Schemes");

    [Theory]
    [InlineData("OpenIdConnectSecurity(\"oidc\", [|\"\"|])", "OpenIdConnectUrl", "")]
    [InlineData("OpenIdConnectSecurity(\"oidc\", [|\"/openid-configuration\"|])", "OpenIdConnectUrl", "/openid-configuration")]
    [InlineData("OAuth2Security(\"oauth\", OAuth2Grant.ClientCredentials, TokenUrl = [|\"token\"|])", "TokenUrl", "token")]
    [InlineData("OAuth2Security(\"oauth\", OAuth2Grant.ClientCredentials, TokenUrl = \"https://a.example\", RefreshUrl = [|\"ftp://a\"|])", "RefreshUrl", "ftp://a")]
    [InlineData("OAuth2Security(\"oauth\", OAuth2Grant.ClientCredentials, TokenUrl = \"https://a.example\", MetadataUrl = [|\"a\"|])", "MetadataUrl", "a")]
    public Task An_address_that_is_no_URL(string attribute, string property, string address) => ExpectOnClassAsync(
        attribute, $"A2A0006: {property} '{address}' is not an absolute http or https URL");

    [Theory]
    [InlineData("Scopes = [\"read\", [|\"wri te: Writes\"|]]", "wri te: Writes")]
    [InlineData("Scopes = [[|\"\"|]]", "")]
    [InlineData("Scopes = [\"read: Reads\", [|\"read: Again\"|]]", "read: Again")]
    public Task A_scope_that_is_none(string scopes, string scope) => ExpectOnClassAsync(
        $"OAuth2Security(\"oauth\", OAuth2Grant.ClientCredentials, TokenUrl = \"https://a.example\", {scopes})", Malformed(scope));

    [Fact]
    public Task A_required_scope_that_is_none() => ExpectOnClassAsync(
        "BearerSecurity(\"jwt\")] [RequireSecurity(\"jwt\", \"read\", [|\"wri te\"|])", Malformed("wri te"));

    [Fact]
    public Task Scopes_of_a_certificate() => ExpectOnClassAsync(
        "MutualTlsSecurity(\"mtls\")] [RequireSecurity(\"mtls\", [|\"read\"|])",
        "A2A0033: Scope 'read' is required of 'mtls', which is mutual TLS: certificates have no scopes, so no caller would ever do");

    [Theory]
    [InlineData("RequireSecurity([|\"jtw\"|])", "jtw")]
    [InlineData("RequireSecurity([|\"JWT\"|])", "JWT")]
    [InlineData("RequireSecurity(\"jwt\", And = [|\"mtsl\"|])", "mtsl")]
    public Task A_required_scheme_that_is_not_declared(string attribute, string name) => ExpectOnClassAsync(
        $"BearerSecurity(\"jwt\")] [MutualTlsSecurity(\"mtls\")] [{attribute}",
        $"A2A0034: Security scheme '{name}' is not declared on the agent, which has jwt, mtls; declare it, or suppress this when the configuration does");

    [Fact]
    public Task A_required_scope_that_is_not_declared() => ExpectAsync(
        Class(Scopes, "[RequireSecurity(\"oauth\", \"read\", [|\"delete\"|])]"),
        "A2A0035: Scope 'delete' is not among the scopes of 'oauth', so clients cannot know to ask for it; it has read, write");

    [Theory]
    [InlineData("RequireSecurity(\"jwt\")")]
    [InlineData("RequireSecurity(\"oauth\", \"read\", \"write\", And = \"mtls\")")]
    public Task Nothing_when_the_configuration_declares_the_schemes(string attribute) => ExpectOnClassAsync(attribute);

    [Fact]
    public Task Nothing_about_scopes_that_only_tokens_know() => ExpectOnClassAsync(
        "BearerSecurity(\"jwt\")] [RequireSecurity(\"jwt\", \"read\")] [ApiKeySecurity(\"key\")] [RequireSecurity(\"key\", \"write\")");

    [Fact]
    public Task A_method_that_is_no_skill() => ExpectAsync(
        Agent("""
            [AgentSkill("run", Description = "Runs")] public string Run() => "";
            [[|RequireSecurity("jwt")|]] public string Approve() => "";
            """),
        "A2A0036: 'Approve' is marked with [RequireSecurity], but is not an [AgentSkill] method");

    [Theory]
    [InlineData("ApiKeySecurity(\"key\")", "ApiKeySecurity")]
    [InlineData("A2AAgent.Server.RequireSecurityAttribute(\"key\")", "RequireSecurity")]
    public Task A_class_that_is_no_agent(string attribute, string name) => ExpectAsync(
        $$"""{{Class("BearerSecurity(\"jwt\")", "")}} [[|{{attribute}}|]] public sealed class Bystander;""",
        $"A2A0036: 'Bystander' is marked with [{name}], but is not an [Agent]");

    [Fact]
    public Task A_local_function() => ExpectAsync(
        Agent("""
            [AgentSkill("run", Description = "Runs")]
            public string Run()
            {
                return Approve();
                [[|RequireSecurity("jwt")|]] string Approve() => "";
            }
            """),
        "A2A0036: 'Approve' is marked with [RequireSecurity], but is not an [AgentSkill] method");

    private static string Malformed(string scope) =>
        $"A2A0032: '{scope}' is not a scope, or is there twice; a scope has no spaces, quotes and backslashes, and ': ' goes between it and its description";

    private static Task ExpectOnClassAsync(string attributes, params string[] expected) => ExpectAsync(Class(attributes, ""), expected);

    private static string Class(string attributes, string ofSkill) =>
        Agent($"[AgentSkill(\"run\", Description = \"Runs\")] {ofSkill} public string Run() => \"\";")
            .Replace("[Agent(", $"[{attributes}] [Agent(", StringComparison.Ordinal);
}
