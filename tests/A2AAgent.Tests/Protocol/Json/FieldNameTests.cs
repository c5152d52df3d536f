using System.Text.Json.Serialization.Metadata;
using static A2AAgent.Tests.Protocol.Json.ProtoTesting;

namespace A2AAgent.Tests.Protocol.Json;

/// <summary>Every field of every type, by the name that the protocol gives it.</summary>
public sealed class FieldNameTests
{
    private const string Task =
        """{"id":"t","contextId":"c","status":{"state":"TASK_STATE_WORKING","message":{"messageId":"m","contextId":"c","taskId":"t","role":"ROLE_AGENT","parts":[{"text":"x","metadata":{},"filename":"f","mediaType":"m"}],"metadata":{},"extensions":["e"],"referenceTaskIds":["r"]},"timestamp":"2026-01-31T08:30:00.000Z"},"artifacts":[{"artifactId":"a","name":"n","description":"d","parts":[{"raw":""}],"metadata":{},"extensions":["e"]}],"history":[{"messageId":"m","role":"ROLE_USER","parts":[{"data":1}]}],"metadata":{}}""";

    private const string Push = """{"tenant":"x","id":"p","taskId":"t","url":"u","token":"s","authentication":{"scheme":"Bearer","credentials":"c"}}""";

    [Fact]
    public void Tasks_and_events_keep_every_field()
    {
        KeepsEveryField(Types.AgentTask, Task);
        KeepsEveryField(Types.StreamEvent, $$"""{"task":{{Task}}}""");
        KeepsEveryField(
            Types.StreamEvent,
            """{"statusUpdate":{"taskId":"t","contextId":"c","status":{"state":"TASK_STATE_FAILED"},"metadata":{}}}""");
        KeepsEveryField(
            Types.StreamEvent,
            """{"artifactUpdate":{"taskId":"t","contextId":"c","artifact":{"artifactId":"a","parts":[{"url":"u"}]},"append":true,"lastChunk":true,"metadata":{}}}""");
        KeepsEveryField(Types.ListTasksResponse, $$"""{"tasks":[{{Task}}],"nextPageToken":"n","pageSize":1,"totalSize":2}""");
    }

    [Fact]
    public void Requests_keep_every_field()
    {
        KeepsEveryField(
            Types.SendMessageRequest,
            $$$"""{"tenant":"x","message":{{{MessageJson}}},"configuration":{"acceptedOutputModes":["m"],"taskPushNotificationConfig":{{{Push}}},"historyLength":0,"returnImmediately":true},"metadata":{}}""");
        KeepsEveryField(
            Types.ListTasksRequest,
            """{"tenant":"x","contextId":"c","status":"TASK_STATE_WORKING","pageSize":1,"pageToken":"p","historyLength":0,"statusTimestampAfter":"2026-01-31T08:30:00.000Z","includeArtifacts":true}""");
        KeepsEveryField(Types.GetTaskRequest, """{"tenant":"x","id":"t","historyLength":1}""");
        KeepsEveryField(Types.CancelTaskRequest, """{"tenant":"x","id":"t","metadata":{}}""");
        KeepsEveryField(Types.SubscribeToTaskRequest, """{"tenant":"x","id":"t"}""");
        KeepsEveryField(Types.GetExtendedAgentCardRequest, """{"tenant":"x"}""");
    }

    [Fact]
    public void Webhooks_keep_every_field()
    {
        KeepsEveryField(Types.TaskPushNotificationConfig, Push);
        KeepsEveryField(Types.GetTaskPushNotificationConfigRequest, """{"tenant":"x","taskId":"t","id":"p"}""");
        KeepsEveryField(Types.DeleteTaskPushNotificationConfigRequest, """{"tenant":"x","taskId":"t","id":"p"}""");
        KeepsEveryField(Types.ListTaskPushNotificationConfigsRequest, """{"tenant":"x","taskId":"t","pageSize":1,"pageToken":"p"}""");
        KeepsEveryField(Types.ListTaskPushNotificationConfigsResponse, $$"""{"configs":[{{Push}}],"nextPageToken":"n"}""");
    }

    private static void KeepsEveryField<T>(JsonTypeInfo<T> type, string json)
    {
        Assert.Equal(json, type.Rewrite(json));
        Assert.Equal(json, type.Rewrite(SnakeCase.Of(json)));
        Assert.Equal("", type.Error("[]").Field);
    }
}
