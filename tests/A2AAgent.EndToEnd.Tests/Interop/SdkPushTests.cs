namespace A2AAgent.EndToEnd.Tests.Interop;

public sealed class SdkPushTests(NodePackages node, ConformanceAgents agents)
{
    [Theory]
    [MemberData(nameof(SdkTransports.All), MemberType = typeof(SdkTransports))]
    public async Task The_official_SDK_sets_webhooks_and_reads_what_arrives_there(string transport)
    {
        var agent = await agents.RunningAsync("full");

        var lines = await node.RunAsync("sdk-push.mjs", agent.Address.AbsoluteUri, transport);

        Lines.Equal("""
            {"step":"create","id":"c1","url":"https://example.com/hook","token":"","scheme":"Bearer","credentials":""}
            {"step":"get","id":"c1","url":"https://example.com/hook","token":"","scheme":"Bearer","credentials":""}
            {"step":"list","configs":[{"id":"c1","url":"https://example.com/hook","token":"","scheme":"Bearer","credentials":""}]}
            {"step":"delete twice"}
            {"step":"get what is deleted","error":"TaskNotFoundError"}
            {"step":"webhook of a message","events":["task TASK_STATE_WORKING","statusUpdate TASK_STATE_INPUT_REQUIRED","statusUpdate TASK_STATE_WORKING","statusUpdate TASK_STATE_COMPLETED"],"headers":["Bearer the-credentials","the-token","application/a2a+json"]}
            """, lines);
    }
}
