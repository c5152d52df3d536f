using System.Text;
using System.Text.Json;
using A2AAgent.Protocol.Signing;

namespace A2AAgent.Tests.Signing;

/// <summary>What is signed of a card: specification, section 8.4.1.</summary>
public sealed class CardPayloadTests
{
    [Fact]
    public void The_example_of_the_specification() => Assert.Equal(
        """{"capabilities":{"pushNotifications":false,"streaming":false},"description":"","name":"Example Agent","skills":[]}""",
        Payload("""{"name":"Example Agent","description":"","capabilities":{"streaming":false,"pushNotifications":false,"extensions":[]},"skills":[]}"""));

    [Theory]
    [InlineData("""{"documentationUrl":"","iconUrl":""}""", """{"documentationUrl":"","iconUrl":""}""")]
    [InlineData("""{"provider":null,"documentationUrl":null,"securitySchemes":null}""", "{}")]
    [InlineData("""{"securitySchemes":{},"securityRequirements":[],"signatures":[{"protected":"a","signature":"b"}]}""", "{}")]
    [InlineData("""{"provider":{"url":"","organization":""}}""", """{"provider":{"organization":"","url":""}}""")]
    [InlineData("""{"supportedInterfaces":[{"url":"u","tenant":""}]}""", """{"supportedInterfaces":[{"url":"u"}]}""")]
    [InlineData("""{"capabilities":{"extensions":[{"uri":"","description":"","required":false,"params":{}}]}}""", """{"capabilities":{"extensions":[{"params":{}}]}}""")]
    [InlineData("""{"capabilities":{"extensions":[{"required":true,"params":{"a":null,"b":"","c":[{}]}}]}}""", """{"capabilities":{"extensions":[{"params":{"a":null,"b":"","c":[{}]},"required":true}]}}""")]
    [InlineData("""{"securityRequirements":[{"schemes":{}},{"schemes":{"b":{"list":[]},"a":{"list":["x"]}}}]}""", """{"securityRequirements":[{},{"schemes":{"a":{"list":["x"]},"b":{}}}]}""")]
    [InlineData("""{"securitySchemes":{"m":{"mtlsSecurityScheme":{"description":""}}}}""", """{"securitySchemes":{"m":{"mtlsSecurityScheme":{}}}}""")]
    [InlineData(
        """{"securitySchemes":{"o":{"oauth2SecurityScheme":{"flows":{"authorizationCode":{"scopes":{},"pkceRequired":false,"refreshUrl":""}},"oauth2MetadataUrl":""}}}}""",
        """{"securitySchemes":{"o":{"oauth2SecurityScheme":{"flows":{"authorizationCode":{"scopes":{}}}}}}}""")]
    [InlineData("""{"securitySchemes":{"o":{"oauth2SecurityScheme":{"flows":{"implicit":{"scopes":{}}}}}}}""", """{"securitySchemes":{"o":{"oauth2SecurityScheme":{"flows":{"implicit":{}}}}}}""")]
    [InlineData("""{"skills":[{"id":"","tags":[],"examples":[],"inputModes":[],"outputModes":[],"securityRequirements":[]}]}""", """{"skills":[{"id":"","tags":[]}]}""")]
    [InlineData("""{"security_schemes":{"o":{"oauth2_security_scheme":{"oauth2_metadata_url":"u"}}}}""", """{"securitySchemes":{"o":{"oauth2SecurityScheme":{"oauth2MetadataUrl":"u"}}}}""")]
    [InlineData("""{"later":{"b":"","a":null},"skills":[{"later":[]}]}""", """{"later":{"a":null,"b":""},"skills":[{"later":[]}]}""")]
    public void Defaults_are_left_out_unless_the_field_is_required_or_optional(string card, string payload) => Assert.Equal(payload, Payload(card));

    [Theory]
    [InlineData("""{"name":null,"name":"x"}""")]
    [InlineData("""{"security_schemes":{},"securitySchemes":{}}""")]
    [InlineData("""{"signatures":[],"signatures":[]}""")]
    public void A_field_twice_is_refused_even_when_it_is_left_out(string card) => Assert.ThrowsAny<JsonException>(() => Payload(card));

    [Theory]
    [InlineData("""{"name":"x","description":"","skills":[],"capabilities":{"streaming":false}}""", """{"capabilities":{"streaming":false},"name":"x"}""")]
    [InlineData("""{"securityRequirements":[{"schemes":{"key":{"list":[]}}}],"securitySchemes":{"m":{"mtlsSecurityScheme":{}}}}""", "{}")]
    [InlineData("""{"later":1,"capabilities":{"extensions":[{"params":{"a":"","b":{"c":[]},"d":0}}],"later":2}}""", """{"capabilities":{"extensions":[{"params":{"d":0}}]}}""")]
    [InlineData("""{"defaultInputModes":["","a"]}""", """{"defaultInputModes":["a"]}""")]
    public void Other_SDKs_leave_out_everything_that_is_empty_and_what_they_do_not_know(string card, string payload)
    {
        using var json = JsonDocument.Parse(card);

        Assert.Equal(payload, Encoding.UTF8.GetString(CardPayload.WithoutEmpty(json.RootElement)));
    }

    private static string Payload(string card)
    {
        using var json = JsonDocument.Parse(card);
        return Encoding.UTF8.GetString(CardPayload.Of(json.RootElement));
    }
}
