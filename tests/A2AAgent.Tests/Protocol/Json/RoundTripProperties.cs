using System.Text.Json.Serialization.Metadata;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using FsCheck;
using FsCheck.Fluent;
using static A2AAgent.Tests.Protocol.Json.ProtoTesting;

namespace A2AAgent.Tests.Protocol.Json;

public sealed class RoundTripProperties
{
    [Fact]
    public void An_event_that_is_read_and_written_again_is_the_same_bytes() => Check(TaskGenerators.Event, Types.StreamEvent);

    [Fact]
    public void A_message_request_that_is_read_and_written_again_is_the_same_bytes() => Check(TaskGenerators.SendMessage, Types.SendMessageRequest);

    [Fact]
    public void A_list_request_that_is_read_and_written_again_is_the_same_bytes() => Check(TaskGenerators.ListTasks, Types.ListTasksRequest);

    [Fact]
    public void A_card_that_is_read_and_written_again_is_the_same_bytes() => Check(CardGenerators.Card, Types.AgentCard);

    [Fact]
    public void A_page_of_tasks_that_is_read_and_written_again_is_the_same_bytes() => Check(
        from tasks in Generators.List(TaskGenerators.Task)
        from token in Generators.Text
        from total in Gen.Choose(0, int.MaxValue)
        select new ListTasksResponse { Tasks = tasks, NextPageToken = token, PageSize = tasks.Count, TotalSize = total },
        Types.ListTasksResponse);

    [Fact]
    public void A_page_of_webhooks_that_is_read_and_written_again_is_the_same_bytes() => Check(
        from configs in Generators.List(TaskGenerators.PushConfig)
        from token in Generators.Text
        select new ListTaskPushNotificationConfigsResponse { Configs = configs, NextPageToken = token },
        Types.ListTaskPushNotificationConfigsResponse);

    private static void Check<T>(Gen<T> values, JsonTypeInfo<T> type) =>
        Prop.ForAll(values.ToArbitrary(), value =>
        {
            var written = ProtocolJson.ToUtf8(value, type);
            return written.AsSpan().SequenceEqual(ProtocolJson.ToUtf8(ProtocolJson.FromUtf8(written, type), type));
        }).QuickCheckThrowOnFailure();
}
