using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Push;

namespace A2AAgent.Tests.Postgres;

/// <summary>Webhooks and two replicas: any of them sets, deletes and sends, and one goes on where another has died.</summary>
public sealed class PushReplicaTests : IAsyncLifetime
{
    private static readonly (string Key, string Value) Patient = ("Agent:Push:MaxAttempts", "10000");

    /// <summary>A replica that stalls on a busy machine is taken over otherwise, and its events come twice.</summary>
    private static readonly (string Key, string Value) Unhurried = ("Agent:Tasks:Postgres:Lease", "00:02:00");

    private Database? _database;

    private Database Database => _database!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await SharedPostgres.NewAsync();

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    [Fact]
    public async Task A_webhook_that_is_set_on_one_replica_gets_the_events_of_a_task_that_runs_on_another()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var runs = await PushHost.StartReplicaAsync(Database);
        await using var sets = await PushHost.StartReplicaAsync(Database);
        await runs.Client.CallAsync("SendMessage", TestJson.Text("count-later", "20", configuration: new { returnImmediately = true }));
        var taskId = await runs.Agent.Script.NextStartedAsync(Token);

        await sets.Client.CallAsync("CreateTaskPushNotificationConfig", new { taskId, url = receiver.Url });
        runs.Agent.Script.Open();

        var events = await receiver.UntilEndAsync();
        Assert.Equal([.. Enumerable.Range(1, 20).Select(static i => $"{i}"), "TASK_STATE_COMPLETED"], events.Select(static item => item.State));
        Assert.Equal(events.Count, receiver.Requests);
    }

    [Fact]
    public async Task Webhooks_are_set_got_listed_replaced_and_deleted_on_any_replica()
    {
        await using var one = await PushHost.StartReplicaAsync(Database);
        await using var two = await PushHost.StartReplicaAsync(Database);
        var taskId = (await one.Client.CallAsync("SendMessage", TestJson.Text("book", "a table"))).GetProperty("task").GetProperty("id").GetString();
        var secret = new { taskId, id = "w", url = "https://example.com/", token = "the-token", authentication = new { scheme = "Bearer", credentials = "the-credentials" } };

        await one.Client.CallAsync("CreateTaskPushNotificationConfig", secret);
        var got = await two.Client.CallAsync("GetTaskPushNotificationConfig", new { taskId, id = "w" });
        await two.Client.CallAsync("CreateTaskPushNotificationConfig", new { taskId, id = "w", url = "https://example.com/new" });
        var listed = (await one.Client.CallAsync("ListTaskPushNotificationConfigs", new { taskId })).GetProperty("configs");
        await one.Client.CallAsync("DeleteTaskPushNotificationConfig", new { taskId, id = "w" });

        Assert.DoesNotContain("the-", got.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("https://example.com/new", Assert.Single(listed.EnumerateArray()).GetProperty("url").GetString());
        Assert.Equal("TASK_NOT_FOUND", (await Assert.ThrowsAsync<BindingError>(() => two.Client.CallAsync("GetTaskPushNotificationConfig", new { taskId, id = "w" }))).Reason);
    }

    [Fact]
    public async Task A_task_has_no_more_webhooks_than_it_may_whoever_sets_them()
    {
        await using var one = await PushHost.StartReplicaAsync(Database, ("Agent:Push:MaxConfigs", "5"));
        await using var two = await PushHost.StartReplicaAsync(Database, ("Agent:Push:MaxConfigs", "5"));
        var taskId = (await one.Client.CallAsync("SendMessage", TestJson.Text("book", "a table"))).GetProperty("task").GetProperty("id").GetString();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => SetAsync(i % 2 == 0 ? one : two, i)));

        Assert.Equal(5, outcomes.Count(static error => error is null));
        Assert.All(outcomes.OfType<BindingError>(), static error => Assert.Contains("5 webhooks", error.Message, StringComparison.Ordinal));

        async Task<BindingError?> SetAsync(PushHost host, int id)
        {
            try
            {
                await host.Client.CallAsync("CreateTaskPushNotificationConfig", new { taskId, id = $"{id}", url = "https://example.com/" });
                return null;
            }
            catch (BindingError e)
            {
                return e;
            }
        }
    }

    [Fact]
    public async Task A_webhook_that_is_deleted_on_another_replica_gets_nothing_more()
    {
        var gate = new TaskCompletionSource();
        await using var receiver = await Receiver.StartAsync((_, _) => gate.Task);
        await using var sends = await PushHost.StartReplicaAsync(Database);
        var taskId = (await sends.SendAsync("count", "20", new { id = "doomed", url = receiver.Url })).GetProperty("id").GetString();
        await receiver.ArrivedAsync();
        await using var other = await PushHost.StartReplicaAsync(Database);

        await other.Client.CallAsync("DeleteTaskPushNotificationConfig", new { taskId, id = "doomed" });
        gate.SetResult();

        // The replica that sends has one under way, and hears of it when it notes that one.
        await sends.SendAsync("echo", "x", new { url = receiver.Url });
        Assert.Equal(1, (await receiver.NextAsync()).Sequence);
        Assert.Equal([1, 2, 3], (await receiver.UntilEndAsync()).Select(static item => item.Sequence));
        Assert.Equal(4, receiver.Requests);
    }

    [Fact]
    public async Task A_restart_of_the_agent_loses_no_event()
    {
        var down = true;
        await using var receiver = await Receiver.StartAsync(_ => Volatile.Read(ref down) ? 503 : 200);
        await using (var first = await PushHost.StartReplicaAsync(Database, Patient))
        {
            await first.SendAsync("count", "100", new { url = receiver.Url, token = "the-token" });
            await receiver.ArrivedAsync();
            await first.Agent.StopAsync();
            Assert.Equal(0, first.DeadLetters.Total);
        }

        Volatile.Write(ref down, false);
        await using var second = await PushHost.StartReplicaAsync(Database, Patient);

        var events = await receiver.UntilEndAsync();
        Assert.Equal(Enumerable.Range(1, 102), events.Select(static item => item.Sequence));
        Assert.Equal("task", events[0].Kind);
        Assert.All(events, static item => Assert.Equal("the-token", item.Header("X-A2A-Notification-Token")));
    }

    [Fact]
    public async Task What_a_replica_leaves_that_ends_abruptly_another_one_delivers()
    {
        var hanging = new TaskCompletionSource();
        await using var receiver = await Receiver.StartAsync((http, number) => number == 3 ? hanging.Task.WaitAsync(http.RequestAborted) : Task.CompletedTask);
        var dies = await PushHost.StartReplicaAsync(Database);
        await using var lives = await PushHost.StartReplicaAsync(Database);
        await dies.SendAsync("count", "10", new { url = receiver.Url });
        for (var i = 0; i < 3; i++)
        {
            await receiver.ArrivedAsync();
        }

        await dies.DisposeAsync();

        var events = await receiver.UntilEndAsync();
        Assert.Equal(Enumerable.Range(1, 12), events.Select(static item => item.Sequence));
        Assert.Equal(13, receiver.Requests);
    }

    [Fact]
    public async Task A_replica_that_is_cut_off_from_the_database_leaves_the_rest_to_another()
    {
        var hanging = new TaskCompletionSource();
        await using var receiver = await Receiver.StartAsync((_, number) => number == 3 ? hanging.Task : Task.CompletedTask);
        var proxy = new DroppingProxy(Database.Folder);
        await using var lonely = await PushHost.StartReplicaAsync(PushHost.Settings(Database, proxy));
        await using var other = await PushHost.StartReplicaAsync(Database);
        await lonely.SendAsync("count", "10", new { url = receiver.Url });
        for (var i = 0; i < 3; i++)
        {
            await receiver.ArrivedAsync();
        }

        await proxy.DisposeAsync();
        await receiver.ArrivedAsync();
        hanging.SetResult();

        // The third comes twice, since the lonely one could not note it, and nothing else does: it has stopped.
        var events = await receiver.UntilEndAsync();
        Assert.Equal(Enumerable.Range(1, 12), events.Select(static item => item.Sequence));
        Assert.Equal(13, receiver.Requests);
        Assert.Equal([1, 2, 3, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], receiver.All.Select(static item => item.Sequence));
    }

    [Fact]
    public async Task Two_replicas_deliver_what_they_share_each_event_once_and_in_order()
    {
        await using var receiver = await Receiver.StartAsync(static number => number % 7 == 0 ? 503 : 200);
        await using var one = await PushHost.StartReplicaAsync(Database, Patient, Unhurried);
        await using var two = await PushHost.StartReplicaAsync(Database, Patient, Unhurried);

        var tasks = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => (i % 2 == 0 ? one : two).SendAsync("count", "20", new { url = receiver.Url })));

        var next = tasks.ToDictionary(static task => task.GetProperty("id").GetString()!, static _ => 1);
        for (var ended = 0; ended < tasks.Length;)
        {
            var item = await receiver.NextAsync();
            var value = item.Body.EnumerateObject().Single().Value;
            var id = value.GetProperty(item.Kind == "task" ? "id" : "taskId").GetString()!;
            Assert.Equal((id, next[id]++).ToString(), (id, item.Sequence).ToString());
            ended += item.IsEnd ? 1 : 0;
        }

        Assert.Equal(0, one.DeadLetters.Total + two.DeadLetters.Total);
    }

    [Fact]
    public async Task Another_address_gets_what_waits_from_whichever_replica()
    {
        await using var old = await Receiver.StartAsync(static _ => 503);
        await using var receiver = await Receiver.StartAsync();
        (string, string)[] slow = [("Agent:Push:FirstDelay", "00:01:00"), ("Agent:Push:MaxDelay", "00:01:00")];
        await using var one = await PushHost.StartReplicaAsync(Database, slow);
        await using var two = await PushHost.StartReplicaAsync(Database, slow);
        var taskId = (await one.SendAsync("count", "5", new { id = "w", url = old.Url })).GetProperty("id").GetString();
        await old.ArrivedAsync();

        await two.Client.CallAsync("CreateTaskPushNotificationConfig", new { taskId, id = "w", url = receiver.Url });

        Assert.Equal([1, 2, 3, 4, 5, 6, 7], (await receiver.UntilEndAsync()).Select(static item => item.Sequence));
        Assert.Equal(1, old.Requests);
    }

    [Fact]
    public async Task A_message_that_is_refused_leaves_the_webhooks_as_they_were()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = await PushHost.StartReplicaAsync(Database, ("Agent:Tasks:MaxRunning", "1"));
        var waiting = (await host.SendAsync("book", "a table", new { id = "w", url = receiver.Url })).GetProperty("id").GetString();
        await host.Client.CallAsync("SendMessage", TestJson.Text("wait", "x", configuration: new { returnImmediately = true }));
        await host.Agent.Script.NextStartedAsync(Token);

        await Assert.ThrowsAsync<BindingError>(() => host.SendAsync("book", "Monday", new { id = "w", url = "https://example.com/other" }, waiting));
        await Assert.ThrowsAsync<BindingError>(() => host.SendAsync("book", "Monday", new { id = "new", url = "https://example.com/other" }, waiting));
        await Assert.ThrowsAsync<BindingError>(() => host.SendAsync("echo", "x", new { url = "https://example.com/other" }));

        var configs = (await host.Client.CallAsync("ListTaskPushNotificationConfigs", new { taskId = waiting })).GetProperty("configs");
        Assert.Equal(receiver.Url, Assert.Single(configs.EnumerateArray()).GetProperty("url").GetString());
        Assert.Equal(1L, await Database.RunAsync("select count(*) from {schema}.push_configs"));
    }

    [Fact]
    public async Task A_webhook_whose_turn_never_began_is_removed_in_its_time()
    {
        await using var host = await PushHost.StartReplicaAsync(Database);
        var outbox = Database.Outbox();
        await outbox.SaveAsync(PushOutboxTests.Held("new-task"), Token);
        await outbox.RemoveAbandonedAsync(Token);
        Assert.Equal(1L, await Database.RunAsync("select count(*) from {schema}.push_configs"));

        await Database.RunAsync("update {schema}.push_configs set next_attempt = now() - interval '11 minutes'");
        await outbox.RemoveAbandonedAsync(Token);

        Assert.Equal(0L, await Database.RunAsync("select count(*) from {schema}.push_configs"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task At_shutdown_what_waits_is_delivered_whichever_is_added_first_the_agent_or_the_store(bool agentFirst)
    {
        var gate = new TaskCompletionSource();
        await using var receiver = await Receiver.StartAsync((_, _) => gate.Task);
        await using var host = await PushHost.StartReplicaAsync(PushHost.Settings(Database), agentFirst);
        await host.SendAsync("echo", "x", new { url = receiver.Url });
        await receiver.ArrivedAsync();

        var stopping = host.Agent.StopAsync();
        gate.SetResult();
        await stopping;

        Assert.Equal(3, receiver.Requests);
        Assert.Equal(3L, await Database.RunAsync("select sent from {schema}.push_configs"));
    }

    [Fact]
    public async Task A_message_that_comes_to_two_replicas_at_once_has_one_webhook_that_gets_each_event_once()
    {
        await using var receiver = await Receiver.StartAsync();
        (string, string)[] settings = [("Agent:Tasks:Idempotency", "true"), Unhurried];
        await using var one = await PushHost.StartReplicaAsync(Database, settings);
        await using var two = await PushHost.StartReplicaAsync(Database, settings);
        for (var i = 0; i < 20; i++)
        {
            var request = TestJson.Text("count", "3", configuration: new { taskPushNotificationConfig = new { url = receiver.Url } });

            var tasks = await Task.WhenAll(one.Client.CallAsync("SendMessage", request), two.Client.CallAsync("SendMessage", request));

            Assert.Single(tasks.Select(static task => task.GetProperty("task").GetProperty("id").GetString()).Distinct());
            Assert.Equal([1, 2, 3, 4, 5], (await receiver.UntilEndAsync()).Select(static item => item.Sequence));
            Assert.Equal(5 * (i + 1), receiver.Requests);
        }

        Assert.Equal(20L, await Database.RunAsync("select count(*) from {schema}.push_configs"));
    }
}
