using A2AAgent.EndToEnd.Tests.Conformance.Callers;

namespace A2AAgent.EndToEnd.Tests.Conformance;

public sealed class FullProfileTests(FullProfile agent) : IClassFixture<FullProfile>
{
    [Fact]
    public void The_card_offers_streaming_push_notifications_an_extended_card_and_every_binding()
    {
        Assert.True(agent.Card.Capability("streaming"));
        Assert.True(agent.Card.Capability("pushNotifications"));
        Assert.True(agent.Card.Capability("extendedAgentCard"));
        Assert.Equal(Bindings.Names, agent.Card.GetProperty("supportedInterfaces").EnumerateArray().Select(one => one.GetProperty("protocolBinding").GetString()));
        Assert.DoesNotContain(agent.Card.GetProperty("capabilities").GetProperty("extensions").EnumerateArray(), static one => one.TryGetProperty("required", out var required) && required.GetBoolean());
    }

    [Fact]
    public void The_card_has_what_the_suite_looks_for()
    {
        Assert.NotEmpty(agent.Card.GetProperty("skills").EnumerateArray());
        foreach (var required in (string[])["name", "description", "version", "capabilities", "defaultInputModes", "defaultOutputModes"])
        {
            Assert.True(agent.Card.TryGetProperty(required, out _), required);
        }
    }
}
