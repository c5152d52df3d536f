using A2AAgent.Protocol;
using A2AAgent.Server.Push;
using A2AAgent.Server.Push.Configs;
using A2AAgent.Server.Push.Delivery;
using A2AAgent.Server.Tasks;
using A2AAgent.Tests.Contract;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Push;

/// <summary>What one caller does to webhooks does not cost another one its own.</summary>
public sealed class FairPushTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_owner_whose_receivers_hang_leaves_half_of_the_slots_to_others()
    {
        var slots = new SharedSlots(4);
        await slots.EnterAsync("alice", Token);
        await slots.EnterAsync("alice", Token);
        var third = slots.EnterAsync("alice", Token).AsTask();

        await slots.EnterAsync("bob", Token);
        await slots.EnterAsync("bob", Token);
        Assert.False(third.IsCompleted);

        slots.Leave("bob");
        Assert.False(third.IsCompleted);
        slots.Leave("alice");
        await third.WaitAsync(Token);
    }

    [Fact]
    public async Task Callers_without_a_name_share_all_slots()
    {
        var slots = new SharedSlots(2);

        await slots.EnterAsync("", Token);
        await slots.EnterAsync("", Token);

        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await slots.EnterAsync("", soon.Token));
        slots.Leave("");
        await slots.EnterAsync("", Token);
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_takes_no_slot()
    {
        var slots = new SharedSlots(2);
        await slots.EnterAsync("alice", Token);
        using (var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(50)))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await slots.EnterAsync("alice", soon.Token));
        }

        slots.Leave("alice");
        await slots.EnterAsync("alice", Token);
        await slots.EnterAsync("bob", Token);
    }

    [Fact]
    public void An_owner_takes_at_most_half_of_the_memory()
    {
        var memory = new PushMemory(new PushOptions { MaxBytes = 1_000 });

        Assert.True(memory.TryTake("alice", 500));
        Assert.False(memory.TryTake("alice", 1));
        Assert.True(memory.TryTake("bob", 400));
        Assert.False(memory.TryTake("bob", 101));
        memory.Free("alice", 500);
        Assert.True(memory.TryTake("", 600));
        Assert.Equal(1_000, memory.Used);
    }

    [Fact]
    public async Task A_webhook_that_is_set_while_it_is_deleted_is_there_with_its_deliveries_or_not_at_all()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = await PushHost.StartAsync();
        var id = (await host.Client.CallAsync("SendMessage", TestJson.Text("book", "a table"))).GetProperty("task").GetProperty("id").GetString()!;
        var webhooks = host.Agent.Services.GetRequiredService<IWebhooks>();
        var key = new TaskKey("", "", id);
        var config = new PushConfig(key, new TaskPushNotificationConfig { Id = "w", Url = receiver.Url }, PushFormat.Current);
        var change = StreamEvent.From(new TaskStatusUpdateEvent { TaskId = id, ContextId = "c", Status = new AgentTaskStatus { State = TaskState.Working } });
        var expected = 0;
        for (var version = 10; version < 310; version++)
        {
            await Task.WhenAll(
                Task.Run(() => webhooks.SaveAsync(config, Token).AsTask(), Token),
                Task.Run(() => webhooks.RemoveAsync(key, "w", Token).AsTask(), Token));
            var isThere = (await webhooks.ListAsync(key, Token)).Count == 1;
            webhooks.Publish(key, change, version);
            if (isThere)
            {
                expected++;
                Assert.Equal(version, (await receiver.NextAsync()).Sequence);
            }
        }

        Assert.Equal(expected, receiver.Requests);
    }
}
