namespace A2AAgent.EndToEnd.Tests.Interop;

public sealed class SdkMessageTests(NodePackages node, ConformanceAgents agents)
{
    [Theory]
    [MemberData(nameof(SdkTransports.All), MemberType = typeof(SdkTransports))]
    public async Task The_official_SDK_sends_streams_and_continues(string transport)
    {
        var agent = await agents.RunningAsync("full");

        var lines = await node.RunAsync("sdk-messages.mjs", agent.Address.AbsoluteUri, transport);

        Lines.Equal($$$"""
            {"step":"client","agent":"Conformance Agent","transport":"{{{transport}}}","version":"1.0"}
            {"step":"complete","state":"TASK_STATE_COMPLETED","says":[{"text":"Hello from TCK"}]}
            {"step":"reject","state":"TASK_STATE_REJECTED","says":[{"text":"rejected"}]}
            {"step":"text","state":"TASK_STATE_COMPLETED","artifacts":[[{"text":"Generated text content"}]]}
            {"step":"file","state":"TASK_STATE_COMPLETED","artifacts":[[{"raw":"tck","filename":"output.txt","mediaType":"text/plain"}]]}
            {"step":"file by URL","state":"TASK_STATE_COMPLETED","artifacts":[[{"url":"https://example.com/output.txt","filename":"output.txt","mediaType":"text/plain"}]]}
            {"step":"data","state":"TASK_STATE_COMPLETED","artifacts":[[{"data":{"key":"value","count":42}}]]}
            {"step":"message","message":[{"text":"Direct message response"}],"role":"ROLE_AGENT","taskId":""}
            {"step":"stream","events":["task TASK_STATE_SUBMITTED","statusUpdate TASK_STATE_WORKING","artifactUpdate last {\"text\":\"Stream hello from TCK\"}","statusUpdate TASK_STATE_COMPLETED"]}
            {"step":"stream of chunks","events":["task TASK_STATE_SUBMITTED","statusUpdate TASK_STATE_WORKING","artifactUpdate {\"text\":\"chunk-1 \"}","artifactUpdate append last {\"text\":\"chunk-2\"}","statusUpdate TASK_STATE_COMPLETED"]}
            {"step":"stream of a message","events":["message"]}
            {"step":"continue","asked":"TASK_STATE_INPUT_REQUIRED","says":"Send another message.","completed":"TASK_STATE_COMPLETED","sameTask":true,"sameContext":true,"history":3}
            {"step":"continue in a stream","asked":["task TASK_STATE_SUBMITTED","statusUpdate TASK_STATE_WORKING","statusUpdate TASK_STATE_INPUT_REQUIRED"],"events":["task TASK_STATE_WORKING","artifactUpdate last {\"text\":\"Stream hello from TCK\"}","statusUpdate TASK_STATE_COMPLETED"]}
            {"step":"history left out","history":0}
            {"step":"context of the client","contextId":"trip-7"}
            {"step":"time","isNow":true}
            """, lines);
    }
}
