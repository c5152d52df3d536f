using System.Text.Json.Nodes;
using A2AAgent.Protocol;
using static A2AAgent.Tests.Protocol.Json.ProtoTesting;

namespace A2AAgent.Tests.Protocol.Json;

public sealed class AgentCardJsonTests
{
    [Fact]
    public void A_card_keeps_every_field() =>
        Assert.Equal(Compact(CardSamples.Full), Types.AgentCard.Rewrite(CardSamples.Full));

    [Fact]
    public void A_card_writes_its_required_fields_even_when_they_are_empty() =>
        Assert.Equal(CardSamples.Minimal, Types.AgentCard.Rewrite(CardSamples.Minimal));

    [Fact]
    public void Every_field_of_a_card_has_a_snake_case_name() =>
        Assert.Equal(Compact(CardSamples.Full), Types.AgentCard.Rewrite(SnakeCase.Of(CardSamples.Full)));

    [Fact]
    public void A_capability_that_is_false_differs_from_one_that_is_not_said()
    {
        Assert.Equal("{}", Types.AgentCapabilities.Write(new AgentCapabilities()));
        Assert.Equal("""{"streaming":false}""", Types.AgentCapabilities.Write(new AgentCapabilities { Streaming = false }));
        Assert.False(Types.AgentCapabilities.Read("""{"streaming":false}""").Streaming);
        Assert.Null(Types.AgentCapabilities.Read("""{"streaming":null}""").Streaming);
    }

    [Theory]
    [InlineData("""{"oauth2SecurityScheme":{}}""", "oauth2SecurityScheme.flows")]
    [InlineData("""{"oauth2_security_scheme":{"flows":{}}}""", "oauth2SecurityScheme.flows")]
    [InlineData("""{"oauth2SecurityScheme":{"flows":{"deviceCode":{}}}}""", "oauth2SecurityScheme.flows.deviceCode.deviceAuthorizationUrl")]
    [InlineData("""{"oauth2SecurityScheme":{"flows":{"implicit":{},"password":{}}}}""", "oauth2SecurityScheme.flows.password")]
    [InlineData("""{"mtlsSecurityScheme":{},"apiKeySecurityScheme":{}}""", "apiKeySecurityScheme")]
    [InlineData("""{"apiKeySecurityScheme":{"location":"header"}}""", "apiKeySecurityScheme.name")]
    [InlineData("""{"httpAuthSecurityScheme":{}}""", "httpAuthSecurityScheme.scheme")]
    [InlineData("""{"openIdConnectSecurityScheme":{}}""", "openIdConnectSecurityScheme.openIdConnectUrl")]
    public void A_wrong_security_scheme_is_named_by_its_full_path(string json, string field)
    {
        Assert.Equal(field, Types.SecurityScheme.Error(json).Field);
        Assert.Equal(
            $"securitySchemes[\"s\"].{field}",
            Types.AgentCard.Error(CardSamples.Minimal[..^1] + $$$""","securitySchemes":{"s":{{{json}}}}}""").Field);
    }

    [Fact]
    public void A_scheme_of_an_unknown_kind_does_not_make_a_card_unreadable()
    {
        var card = Types.AgentCard.Read(CardSamples.Minimal[..^1] + ""","securitySchemes":{"a":{"newScheme":{}},"b":{"mtlsSecurityScheme":{}}}}""");

        Assert.Equal("b", Assert.Single(card.SecuritySchemes).Key);
        Assert.Contains("mtlsSecurityScheme", Types.SecurityScheme.Error("""{"newScheme":{}}""").Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"schemes":{"a":{},"a":{}}}""", "schemes[\"a\"]")]
    [InlineData("""{"schemes":{"a":null}}""", "schemes[\"a\"]")]
    [InlineData("""{"schemes":{"a":["scope"]}}""", "schemes[\"a\"]")]
    [InlineData("""{"schemes":{"a":{"list":[5]}}}""", "schemes[\"a\"].list[0]")]
    public void A_wrong_entry_of_a_map_is_named_by_its_key(string json, string field) =>
        Assert.Equal(field, Types.SecurityRequirement.Error(json).Field);

    private static string Compact(string json) => JsonNode.Parse(json)!.ToJsonString();
}
