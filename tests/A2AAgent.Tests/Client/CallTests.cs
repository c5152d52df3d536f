using A2AAgent.Client;
using A2AAgent.Protocol;

namespace A2AAgent.Tests.Client;

/// <summary>What goes along with calls over each binding, and how they end early.</summary>
public sealed class CallTests
{
    private const string Extension = "https://example.com/extensions/echo/v1";

    public static TheoryData<string> Bindings => Clients.Bindings;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task The_tenant_arrives_with_every_operation(string binding)
    {
        var service = new StubService();
        await using var host = await service.HostAsync();
        using var client = Clients.Of(host, binding);
        var context = new CallContext();
        const string Tenant = "acme & sons/emea";
        Func<Task<object>>[] operations =
        [
            async () => await client.SendMessageAsync(new SendMessageRequest { Tenant = Tenant, Message = Message.FromUser("x") }, context, Ended),
            async () => await client.SendStreamingMessageAsync(new SendMessageRequest { Tenant = Tenant, Message = Message.FromUser("x") }, context, Ended),
            async () => await client.GetTaskAsync(new GetTaskRequest { Tenant = Tenant, Id = "t" }, context, Ended),
            async () => await client.ListTasksAsync(new ListTasksRequest { Tenant = Tenant }, context, Ended),
            async () => await client.CancelTaskAsync(new CancelTaskRequest { Tenant = Tenant, Id = "t" }, context, Ended),
            async () => await client.SubscribeToTaskAsync(new SubscribeToTaskRequest { Tenant = Tenant, Id = "t" }, context, Ended),
            async () => await client.CreateTaskPushNotificationConfigAsync(new TaskPushNotificationConfig { Tenant = Tenant, TaskId = "t", Url = "https://example.com" }, context, Ended),
            async () => await client.GetTaskPushNotificationConfigAsync(new GetTaskPushNotificationConfigRequest { Tenant = Tenant, TaskId = "t", Id = "c" }, context, Ended),
            async () => await client.ListTaskPushNotificationConfigsAsync(new ListTaskPushNotificationConfigsRequest { Tenant = Tenant, TaskId = "t" }, context, Ended),
            async () =>
            {
                await client.DeleteTaskPushNotificationConfigAsync(new DeleteTaskPushNotificationConfigRequest { Tenant = Tenant, TaskId = "t", Id = "c" }, context, Ended);
                return "nothing";
            },
            async () => await client.GetExtendedAgentCardAsync(new GetExtendedAgentCardRequest { Tenant = Tenant }, context, Ended),
        ];

        foreach (var operation in operations)
        {
            Assert.NotNull(await operation());
            Assert.Equal(Tenant, binding == ProtocolBindings.HttpJson ? Uri.UnescapeDataString(service.Context!.AddressedTenant!) : TenantOf(service.Request!));
        }
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task Extensions_are_asked_for_and_the_active_ones_are_told(string binding)
    {
        var service = new StubService();
        await using var host = await service.HostAsync();
        using var client = Clients.Of(host, binding, static options =>
        {
            options.Extensions.Add(Extension);
            options.Extensions.Add("https://example.com/extensions/not-declared/v1");
        });
        var context = new CallContext { RequestedExtensions = ["https://example.com/extensions/own/v1"] };

        await client.GetTaskAsync(new GetTaskRequest { Id = "t" }, context, Ended);

        Assert.Equal("1.0", service.Context!.Version);
        Assert.Equal(["https://example.com/extensions/own/v1", Extension], service.Context.RequestedExtensions);
        Assert.Equal(["https://example.com/extensions/own/v1", Extension], context.ActivatedExtensions);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task Everything_a_request_holds_arrives(string binding)
    {
        var service = new StubService();
        await using var host = await service.HostAsync();
        using var client = Clients.Of(host, binding);
        var after = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);
        var list = new ListTasksRequest
        {
            ContextId = "c&d", Status = TaskState.InputRequired, PageSize = 7, PageToken = "to+ken=", HistoryLength = 0, StatusTimestampAfter = after, IncludeArtifacts = true,
        };

        await client.ListTasksAsync(list, new CallContext(), Ended);
        Assert.Equal(list, service.Request);

        await client.GetTaskAsync(new GetTaskRequest { Id = "a b?c#d%", HistoryLength = 3 }, new CallContext(), Ended);
        Assert.Equal(new GetTaskRequest { Id = "a b?c#d%", HistoryLength = 3 }, service.Request);

        await client.CancelTaskAsync(new CancelTaskRequest { Id = "t", Metadata = System.Text.Json.JsonDocument.Parse("""{"why":"late"}""").RootElement }, new CallContext(), Ended);
        Assert.Equal("late", Assert.IsType<CancelTaskRequest>(service.Request).Metadata!.Value.GetProperty("why").GetString());

        await client.ListTaskPushNotificationConfigsAsync(new ListTaskPushNotificationConfigsRequest { TaskId = "t", PageSize = 3, PageToken = "p" }, new CallContext(), Ended);
        Assert.Equal(new ListTaskPushNotificationConfigsRequest { TaskId = "t", PageSize = 3, PageToken = "p" }, service.Request);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task Answers_may_be_longer_than_requests(string binding)
    {
        const int Count = 2500;
        var artifact = new Artifact { ArtifactId = "a", Parts = [.. Enumerable.Range(0, Count).Select(static i => Part.FromText($"{i}"))], Extensions = [.. Enumerable.Range(0, Count).Select(static i => $"urn:{i}")] };
        var service = new StubService();
        service.Task = service.Task with { Artifacts = [artifact], History = [.. Enumerable.Range(0, Count).Select(static i => Message.FromUser($"{i}"))] };
        await using var host = await service.HostAsync();
        using var client = Clients.Of(host, binding);

        var sent = (await client.SendMessageAsync("x", Ended)).Task!;
        var got = await client.GetTaskAsync("t", Ended);
        var listed = (await client.ListTasksAsync(new ListTasksRequest(), new CallContext(), Ended)).Tasks[0];
        var streamed = await (await client.SubscribeToTaskAsync("t", Ended)).Select(static item => item.Task!).FirstAsync(Ended);

        Assert.All([sent, got, listed, streamed], static task => Assert.Equal((Count, Count, Count, $"{Count - 1}"),
            (task.Artifacts[0].Parts.Count, task.Artifacts[0].Extensions.Count, task.History.Count, task.Artifacts[0].Parts[^1].Text)));
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_caller_that_gives_up_ends_the_call_on_both_sides(string binding)
    {
        var service = new StubService { Held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) };
        await using var host = await service.HostAsync();
        using var client = Clients.Of(host, binding);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ended);

        var call = client.SendMessageAsync(new SendMessageRequest { Message = Message.FromUser("x") }, new CallContext(), patience.Token).AsTask();
        await service.Held.Task.WaitAsync(Ended);
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await service.Left.Task.WaitAsync(Ended);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_call_that_takes_too_long_may_have_done_its_work(string binding)
    {
        var service = new StubService { Held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) };
        await using var host = await service.HostAsync();
        using var client = Clients.Of(host, binding, static options =>
        {
            options.Resilience.SendTimeout = TimeSpan.FromSeconds(0.3);
            options.Resilience.AttemptTimeout = TimeSpan.FromSeconds(0.3);
        });
        await client.GetCardAsync(Ended);

        var sent = await Assert.ThrowsAsync<RemoteAgentException>(async () => await client.SendMessageAsync("x", Ended));
        var got = await Assert.ThrowsAsync<RemoteAgentException>(async () => await client.GetTaskAsync("t", Ended));

        Assert.All([sent, got], static failure => Assert.Equal((AgentError.Unavailable, RequestDelivery.Unknown, true), (failure.Error, failure.Delivery, failure.IsTransient)));
        Assert.False(sent.IsRetrySafe);
        Assert.True(got.IsRetrySafe);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task An_identifier_that_would_name_another_resource_is_not_sent(string id)
    {
        var service = new StubService();
        await using var host = await service.HostAsync();
        using var client = Clients.Of(host, ProtocolBindings.HttpJson);

        var failure = await Assert.ThrowsAsync<RemoteAgentException>(async () => await client.GetTaskAsync(id, Ended));

        Assert.Equal((AgentError.InvalidParams, RequestDelivery.NotSent, false), (failure.Error, failure.Delivery, failure.IsTransient));
        Assert.Null(service.Request);
    }

    private static string TenantOf(object request) => request switch
    {
        SendMessageRequest one => one.Tenant,
        GetTaskRequest one => one.Tenant,
        ListTasksRequest one => one.Tenant,
        CancelTaskRequest one => one.Tenant,
        SubscribeToTaskRequest one => one.Tenant,
        TaskPushNotificationConfig one => one.Tenant,
        GetTaskPushNotificationConfigRequest one => one.Tenant,
        ListTaskPushNotificationConfigsRequest one => one.Tenant,
        DeleteTaskPushNotificationConfigRequest one => one.Tenant,
        GetExtendedAgentCardRequest one => one.Tenant,
        _ => throw new ArgumentException(request.GetType().Name, nameof(request)),
    };
}
