using System.Text;
using A2AAgent.Protocol;
using static A2AAgent.Tests.Protocol.Json.ProtoTesting;

namespace A2AAgent.Tests.Protocol.Json;

public sealed class WritingTests
{
    private static readonly DateTimeOffset Moment = new(2026, 1, 31, 10, 30, 0, 123, 456, TimeSpan.FromHours(2));

    private static readonly Message Reply = new() { MessageId = "m", Role = Role.Agent, Parts = [Part.FromText("hi")] };

    [Fact]
    public void A_task_without_more_has_only_its_required_fields() =>
        Assert.Equal(
            """{"id":"t","status":{"state":"TASK_STATE_SUBMITTED"}}""",
            Types.AgentTask.Write(new AgentTask { Id = "t", Status = new AgentTaskStatus { State = TaskState.Submitted } }));

    [Fact]
    public void A_task_is_written_whole() =>
        Assert.Equal(
            """{"id":"t","contextId":"c","status":{"state":"TASK_STATE_COMPLETED","message":{"messageId":"m","role":"ROLE_AGENT","parts":[{"text":"hi"}]},"timestamp":"2026-01-31T08:30:00.123Z"},"artifacts":[{"artifactId":"a","name":"n","description":"d","parts":[{"text":""}],"metadata":{"k":1},"extensions":["e"]}],"history":[{"messageId":"m","role":"ROLE_AGENT","parts":[{"text":"hi"}]}],"metadata":{"k":{}}}""",
            Types.AgentTask.Write(new AgentTask
            {
                Id = "t",
                ContextId = "c",
                Status = new AgentTaskStatus { State = TaskState.Completed, Message = Reply, Timestamp = Moment },
                Artifacts =
                [
                    new Artifact { ArtifactId = "a", Name = "n", Description = "d", Parts = [Part.FromText("")], Metadata = Value("""{"k":1}"""), Extensions = ["e"] },
                ],
                History = [Reply],
                Metadata = Value("""{ "k" : {} }"""),
            }));

    [Fact]
    public void A_page_of_tasks_always_has_its_four_fields() =>
        Assert.Equal(
            """{"tasks":[],"nextPageToken":"","pageSize":0,"totalSize":0}""",
            Types.ListTasksResponse.Write(new ListTasksResponse { Tasks = [], NextPageToken = "", PageSize = 0, TotalSize = 0 }));

    [Fact]
    public void A_field_with_presence_is_written_when_it_is_zero_or_false()
    {
        Assert.Equal("{}", Types.ListTasksRequest.Write(new ListTasksRequest()));
        Assert.Equal(
            """{"pageSize":0,"historyLength":0,"includeArtifacts":false}""",
            Types.ListTasksRequest.Write(new ListTasksRequest { PageSize = 0, HistoryLength = 0, IncludeArtifacts = false }));
        Assert.Equal("""{"historyLength":0}""", Types.SendMessageConfiguration.Write(new SendMessageConfiguration { HistoryLength = 0 }));
    }

    [Fact]
    public void Each_kind_of_event_has_its_own_member()
    {
        var status = new AgentTaskStatus { State = TaskState.Working };

        Assert.Equal(
            """{"task":{"id":"t","status":{"state":"TASK_STATE_WORKING"}}}""",
            Text(StreamEvent.From(new AgentTask { Id = "t", Status = status })));
        Assert.Equal("""{"message":{"messageId":"m","role":"ROLE_AGENT","parts":[{"text":"hi"}]}}""", Text(StreamEvent.From(Reply)));
        Assert.Equal(
            """{"statusUpdate":{"taskId":"t","contextId":"c","status":{"state":"TASK_STATE_WORKING"}}}""",
            Text(StreamEvent.From(new TaskStatusUpdateEvent { TaskId = "t", ContextId = "c", Status = status })));
        Assert.Equal(
            """{"artifactUpdate":{"taskId":"t","contextId":"c","artifact":{"artifactId":"a","parts":[{"text":"x"}]},"append":true,"lastChunk":true}}""",
            Text(StreamEvent.From(new TaskArtifactUpdateEvent
            {
                TaskId = "t",
                ContextId = "c",
                Artifact = new Artifact { ArtifactId = "a", Parts = [Part.FromText("x")] },
                Append = true,
                LastChunk = true,
            })));
    }

    [Fact]
    public void The_json_of_an_event_is_made_once()
    {
        var value = StreamEvent.From(Reply);

        Assert.True(value.ToUtf8Json().Equals(value.ToUtf8Json()));
        Assert.Equal(Types.StreamEvent.Write(value), Text(value));
    }

    [Fact]
    public void A_push_configuration_is_written_with_its_secrets() =>
        Assert.Equal(
            """{"tenant":"x","id":"p","taskId":"t","url":"https://example.com","token":"s","authentication":{"scheme":"Bearer","credentials":"c"}}""",
            Types.TaskPushNotificationConfig.Write(new TaskPushNotificationConfig
            {
                Tenant = "x",
                Id = "p",
                TaskId = "t",
                Url = "https://example.com",
                Token = "s",
                Authentication = new AuthenticationInfo { Scheme = "Bearer", Credentials = "c" },
            }));

    [Fact]
    public void A_response_is_a_task_or_a_message()
    {
        Assert.Equal($$"""{"message":{{Types.Message.Write(Reply)}}}""", Types.SendMessageResponse.Write(SendMessageResponse.From(Reply)));
        Assert.Equal("message", Types.SendMessageResponse.Error($$$"""{"task":{"id":"t","status":{"state":1}},"message":{{{MessageJson}}}}""").Field);
        Assert.Equal("t", Types.SendMessageResponse.Read("""{"task":{"id":"t","status":{"state":1}}}""").Task!.Id);
    }

    private static string Text(StreamEvent value) => Encoding.UTF8.GetString(value.ToUtf8Json().Span);
}
