using A2AAgent.Client;
using A2AAgent.Protocol;

namespace A2AAgent.Tests.Client.Interop;

/// <summary>All operations against an agent that nobody here wrote, over each binding.</summary>
public sealed class SdkAgentTests(SdkAgent agent)
{
    private const string Absent = "00000000-0000-0000-0000-000000000000";

    public static TheoryData<string> Bindings => [ProtocolBindings.JsonRpc, ProtocolBindings.HttpJson, ProtocolBindings.Grpc];

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_message_becomes_a_task(string binding)
    {
        using var client = await ConnectAsync(binding);

        var task = (await client.SendMessageAsync("say good morning", Token)).Task!;

        Assert.Equal(TaskState.Completed, task.Status.State);
        var parts = Assert.Single(task.Artifacts).Parts;
        Assert.Equal("good morning", parts[0].Text);
        Assert.Equal(2, parts[1].Data!.Value.GetProperty("words").GetInt32());
        Assert.Equal("interop", task.Metadata!.Value.GetProperty("origin").GetString());
        Assert.Equal("say good morning", Assert.Single(task.History, static message => message.Role == Role.User).Parts[0].Text);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_message_may_be_replied_to(string binding)
    {
        using var client = await ConnectAsync(binding);

        var answer = await client.SendMessageAsync("reply good morning", Token);

        Assert.Null(answer.Task);
        Assert.Equal("good morning", answer.Message!.Parts[0].Text);
        Assert.Equal(Role.Agent, answer.Message.Role);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_stream_comes_whole_and_in_order(string binding)
    {
        using var client = await ConnectAsync(binding);

        var events = await AllAsync(await client.SendStreamingMessageAsync("count", Token));

        Assert.NotNull(events[0].Task);
        Assert.Equal(["1 ", "2 ", "3 "], events.Select(static item => item.ArtifactUpdate?.Artifact.Parts[0].Text).OfType<string>());
        Assert.Equal([false, true, true], events.Select(static item => item.ArtifactUpdate?.Append).OfType<bool>());
        Assert.Equal(TaskState.Completed, events[^1].State);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_task_that_asks_is_answered(string binding)
    {
        using var client = await ConnectAsync(binding);
        var asked = (await client.SendMessageAsync("ask", Token)).Task!;
        Assert.Equal(TaskState.InputRequired, asked.Status.State);
        Assert.Equal("And?", asked.Status.Message!.Parts[0].Text);

        var told = (await client.SendMessageAsync(Message.FromUser("say this") with { TaskId = asked.Id, ContextId = asked.ContextId }, Token)).Task!;

        Assert.Equal(asked.Id, told.Id);
        Assert.Equal(TaskState.Completed, told.Status.State);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task Tasks_are_got_and_listed(string binding)
    {
        using var client = await ConnectAsync(binding);
        var context = Guid.NewGuid().ToString();
        var first = (await client.SendMessageAsync(Message.FromUser("say one") with { ContextId = context }, Token)).Task!;
        var second = (await client.SendMessageAsync(Message.FromUser("fail") with { ContextId = context }, Token)).Task!;

        var got = await client.GetTaskAsync(new GetTaskRequest { Id = first.Id, HistoryLength = 0 }, new CallContext(), Token);
        var listed = await client.ListTasksAsync(new ListTasksRequest { ContextId = context, PageSize = 1, IncludeArtifacts = true }, new CallContext(), Token);
        var rest = await client.ListTasksAsync(new ListTasksRequest { ContextId = context, PageSize = 1, PageToken = listed.NextPageToken }, new CallContext(), Token);
        var failed = await client.ListTasksAsync(new ListTasksRequest { ContextId = context, Status = TaskState.Failed }, new CallContext(), Token);

        Assert.Equal(TaskState.Completed, got.Status.State);
        Assert.Empty(got.History);
        Assert.Equal(2, listed.TotalSize);
        Assert.Equal([first.Id, second.Id], new[] { Assert.Single(listed.Tasks).Id, Assert.Single(rest.Tasks).Id }.OrderBy(id => id == second.Id));
        Assert.Equal("", rest.NextPageToken);
        Assert.Equal(second.Id, Assert.Single(failed.Tasks).Id);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_task_is_subscribed_to_and_canceled(string binding)
    {
        using var client = await ConnectAsync(binding);
        var request = new SendMessageRequest { Message = Message.FromUser("wait"), Configuration = new SendMessageConfiguration { ReturnImmediately = true } };
        var running = (await client.SendMessageAsync(request, new CallContext(), Token)).Task!;
        await using var events = (await client.SubscribeToTaskAsync(running.Id, Token)).GetAsyncEnumerator(Token);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal(running.Id, events.Current.Task!.Id);

        var canceled = await client.CancelTaskAsync(running.Id, Token);

        Assert.Equal(TaskState.Canceled, canceled.Status.State);
        var last = events.Current;
        while (await events.MoveNextAsync())
        {
            last = events.Current;
        }

        Assert.Equal(TaskState.Canceled, last.State);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task Push_configurations_are_made_got_listed_and_deleted(string binding)
    {
        using var client = await ConnectAsync(binding);
        var task = (await client.SendMessageAsync("ask", Token)).Task!;
        var wanted = new TaskPushNotificationConfig
        {
            TaskId = task.Id, Id = "hook", Url = "https://hooks.example.com/tasks", Token = "t", Authentication = new AuthenticationInfo { Scheme = "Bearer", Credentials = "c" },
        };

        var made = await client.CreateTaskPushNotificationConfigAsync(wanted, new CallContext(), Token);
        var got = await client.GetTaskPushNotificationConfigAsync(new GetTaskPushNotificationConfigRequest { TaskId = task.Id, Id = "hook" }, new CallContext(), Token);
        var listed = await client.ListTaskPushNotificationConfigsAsync(new ListTaskPushNotificationConfigsRequest { TaskId = task.Id }, new CallContext(), Token);
        await client.DeleteTaskPushNotificationConfigAsync(new DeleteTaskPushNotificationConfigRequest { TaskId = task.Id, Id = "hook" }, new CallContext(), Token);
        var left = await client.ListTaskPushNotificationConfigsAsync(new ListTaskPushNotificationConfigsRequest { TaskId = task.Id }, new CallContext(), Token);

        Assert.Equal(wanted.Url, made.Url);
        Assert.Equal(wanted.Url, got.Url);
        Assert.Equal("hook", Assert.Single(listed.Configs).Id);
        Assert.Empty(left.Configs);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task The_extended_card_is_got(string binding)
    {
        using var client = await ConnectAsync(binding);

        var card = await client.GetExtendedAgentCardAsync(new GetExtendedAgentCardRequest(), new CallContext(), Token);

        Assert.Equal("For those who are known", card.Description);
        Assert.Equal("Made with the official SDK", (await client.GetCardAsync(Token)).Description);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task Errors_are_those_of_the_specification(string binding)
    {
        using var client = await ConnectAsync(binding);
        var ended = (await client.SendMessageAsync("say it", Token)).Task!;

        var absent = await Assert.ThrowsAsync<RemoteAgentException>(async () => await client.GetTaskAsync(Absent, Token));
        var late = await Assert.ThrowsAsync<RemoteAgentException>(async () => await client.CancelTaskAsync(ended.Id, Token));
        // Over gRPC the SDK opens the stream before it looks for the task.
        var over = await Assert.ThrowsAsync<RemoteAgentException>(async () => await AllAsync(await client.SubscribeToTaskAsync(ended.Id, Token)));

        Assert.Equal(AgentError.TaskNotFound, absent.Error);
        Assert.Equal("interop", absent.Agent);
        Assert.Equal("GetTask", absent.Operation);
        Assert.Equal(AgentError.TaskNotCancelable, late.Error);
        Assert.Equal(AgentError.UnsupportedOperation, over.Error);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<List<StreamEvent>> AllAsync(IAsyncEnumerable<StreamEvent> stream)
    {
        var events = new List<StreamEvent>();
        await foreach (var item in stream)
        {
            events.Add(item);
        }

        return events;
    }

    private async Task<AgentClient> ConnectAsync(string binding)
    {
        var options = new AgentClientOptions { Name = "interop" };
        options.Bindings.Clear();
        options.Bindings.Add(binding);
        return await AgentClient.ConnectAsync(await agent.UrlAsync(), options, Token);
    }
}
