namespace A2AAgent.EndToEnd.Tests.Interop;

public sealed class SdkExtendedCardTests(NodePackages node, ConformanceAgents agents)
{
    [Theory]
    [MemberData(nameof(SdkTransports.All), MemberType = typeof(SdkTransports))]
    public async Task The_official_SDK_gets_the_extended_card_and_calls_what_only_it_lists(string transport)
    {
        var agent = await agents.RunningAsync("full");

        var lines = await node.RunAsync("sdk-extended-card.mjs", agent.Address.AbsoluteUri, transport);

        Lines.Equal("""
            {"step":"skills","public":["play-scenario","reply"],"extended":["play-scenario","reply","list-scenarios"]}
            {"step":"interfaces","same":true}
            {"step":"call","lists":true,"role":"ROLE_AGENT"}
            """, lines);
    }
}
