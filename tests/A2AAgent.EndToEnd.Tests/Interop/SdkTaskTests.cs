namespace A2AAgent.EndToEnd.Tests.Interop;

public sealed class SdkTaskTests(NodePackages node, ConformanceAgents agents)
{
    [Theory]
    [MemberData(nameof(SdkTransports.All), MemberType = typeof(SdkTransports))]
    public async Task The_official_SDK_gets_lists_cancels_and_watches_tasks(string transport)
    {
        var agent = await agents.RunningAsync("full");

        var lines = await node.RunAsync("sdk-tasks.mjs", agent.Address.AbsoluteUri, transport);

        Lines.Equal("""
            {"step":"get","state":"TASK_STATE_COMPLETED","artifacts":[[{"text":"Generated text content"}]],"same":true,"history":1,"none":0}
            {"step":"list","newestFirst":true,"pages":[{"tasks":2,"pageSize":2,"totalSize":3,"more":true},{"tasks":1,"pageSize":2,"totalSize":3,"more":false}],"waiting":[1],"artifacts":[0,0],"withArtifacts":[1,0,1]}
            {"step":"tenant","own":"TASK_STATE_COMPLETED","others":"TaskNotFoundError"}
            {"step":"cancel","state":"TASK_STATE_CANCELED","after":"TASK_STATE_CANCELED","watched":["task TASK_STATE_WORKING","statusUpdate TASK_STATE_CANCELED"]}
            {"step":"cancel what waits","state":"TASK_STATE_CANCELED"}
            {"step":"return immediately and subscribe twice","started":true,"watched":[["task TASK_STATE_WORKING","statusUpdate TASK_STATE_COMPLETED"],["task TASK_STATE_WORKING","statusUpdate TASK_STATE_COMPLETED"]],"after":"TASK_STATE_COMPLETED"}
            {"step":"resubscribe after a lost connection","resumed":"task TASK_STATE_WORKING","canceled":"TASK_STATE_CANCELED","rest":["statusUpdate TASK_STATE_CANCELED"]}
            """, lines);
    }
}
