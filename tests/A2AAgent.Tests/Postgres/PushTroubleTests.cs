using System.Net;
using System.Text.Json;
using A2AAgent.Postgres;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Push;

namespace A2AAgent.Tests.Postgres;

/// <summary>Webhooks and a database in trouble: away, damaged, full, or about to remove what they wait for.</summary>
public sealed class PushTroubleTests : IAsyncLifetime
{
    private static readonly (string Key, string Value) Patient = ("Agent:Push:MaxAttempts", "10000");

    private Database? _database;

    private Database Database => _database!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await SharedPostgres.NewAsync();

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    [Fact]
    public async Task A_task_that_has_webhooks_to_tell_is_not_removed_before_and_takes_them_along()
    {
        var down = true;
        await using var receiver = await Receiver.StartAsync(_ => Volatile.Read(ref down) ? 503 : 200);
        await using var host = await PushHost.StartReplicaAsync(Database, Patient, ("Agent:Tasks:FinishedTtl", "00:00:01"));
        var taskId = (await host.SendAsync("echo", "x", new { url = receiver.Url })).GetProperty("id").GetString();
        var other = (await host.Client.CallAsync("SendMessage", TestJson.Text("echo", "x"))).GetProperty("task").GetProperty("id").GetString();
        await UntilGoneAsync(other);

        await host.Client.CallAsync("GetTask", new { id = taskId });
        Volatile.Write(ref down, false);

        Assert.Equal(3, (await receiver.UntilEndAsync()).Count);
        await UntilGoneAsync(taskId);
        Assert.Equal(0L, await Database.RunAsync("select count(*) from {schema}.push_configs"));

        async Task UntilGoneAsync(string? id)
        {
            while ((long)(await Database.RunAsync($"select count(*) from {{schema}}.tasks where id = '{id}'"))! > 0)
            {
                await Task.Delay(50, Token);
            }
        }
    }

    [Fact]
    public async Task A_webhook_that_somebody_has_damaged_harms_no_other()
    {
        var down = true;
        await using var receiver = await Receiver.StartAsync(_ => Volatile.Read(ref down) ? 503 : 200);
        await using var host = await PushHost.StartReplicaAsync(Database, Patient, ("Agent:Push:FirstDelay", "00:00:02"), ("Agent:Push:MaxDelay", "00:00:02"));
        var taskId = (await host.SendAsync("book", "a table", new { id = "good", url = receiver.Url })).GetProperty("id").GetString();
        await receiver.ArrivedAsync();
        await host.Client.CallAsync("CreateTaskPushNotificationConfig", new { taskId, id = "bad", url = receiver.Url, token = "the-token" });
        await Database.RunAsync("update {schema}.push_configs set config = '{\"token\":\"the-token\",' where id = 'bad'");

        await host.Client.CallAsync("SendMessage", TestJson.Text("book", "Monday", taskId));
        Volatile.Write(ref down, false);

        Assert.Equal([1, 2, 3, 4], (await receiver.UntilEndAsync()).Select(static item => item.Sequence));
        Assert.Contains(host.Agent.Logs.Entries, static entry => entry.Text.StartsWith("Webhook bad of task", StringComparison.Ordinal));
        Assert.All(host.Agent.Logs.Entries, static entry => Assert.DoesNotContain("the-token", $"{entry.Text} {entry.Exception}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_event_that_somebody_has_damaged_is_given_up_and_the_next_one_is_sent()
    {
        var down = true;
        await using var receiver = await Receiver.StartAsync(_ => Volatile.Read(ref down) ? 503 : 200);
        await using var host = await PushHost.StartReplicaAsync(Database, Patient, ("Agent:Push:FirstDelay", "00:00:02"), ("Agent:Push:MaxDelay", "00:00:02"));
        await host.SendAsync("count", "3", new { url = receiver.Url });
        await receiver.ArrivedAsync();

        await Database.RunAsync("update {schema}.events set event = '{' where version = 3");
        await Database.RunAsync("update {schema}.events set event = 'null' where version = 4");
        Volatile.Write(ref down, false);

        Assert.Equal([1, 2, 5], (await receiver.UntilEndAsync()).Select(static item => item.Sequence));
        Assert.Equal(["damaged", "damaged"], await host.DeadLetters.UntilAsync(2));
    }

    [Fact]
    public async Task While_the_database_is_away_webhooks_are_unavailable_and_what_was_delivered_is_not_sent_again()
    {
        await using var server = await PostgresServer.StartNewAsync();
        var gate = new TaskCompletionSource();
        await using var receiver = await Receiver.StartAsync((_, number) => number == 5 ? gate.Task : Task.CompletedTask);
        await using var host = await PushHost.StartReplicaAsync([("ConnectionStrings:Tasks", server.Connection.ConnectionString)]);
        var taskId = (await host.SendAsync("count", "20", new { id = "w", url = receiver.Url })).GetProperty("id").GetString();
        for (var i = 0; i < 5; i++)
        {
            await receiver.ArrivedAsync();
        }

        await server.KillAsync();
        gate.SetResult();
        using var list = await host.Agent.GetAsync($"/tasks/{taskId}/pushNotificationConfigs", Token);
        using var set = await host.Agent.PostAsync($"/tasks/{taskId}/pushNotificationConfigs", TestJson.Write(new { url = receiver.Url }), cancellationToken: Token);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable), (list.StatusCode, set.StatusCode));
        await server.StartAsync();

        Assert.Equal(Enumerable.Range(1, 22), (await receiver.UntilEndAsync()).Select(static item => item.Sequence));
        Assert.Equal(22, receiver.Requests);
        Assert.Equal(0, host.DeadLetters.Total);
    }

    [Fact]
    public async Task Connections_that_break_cost_no_event()
    {
        await using var server = await PostgresServer.StartNewAsync();
        await using var admin = new Database(server.Connection, new PostgresOptions());
        await using var receiver = await Receiver.StartAsync();
        await using var one = await PushHost.StartReplicaAsync([("ConnectionStrings:Tasks", server.Connection.ConnectionString), Patient]);
        await using var two = await PushHost.StartReplicaAsync([("ConnectionStrings:Tasks", server.Connection.ConnectionString), Patient]);
        var tasks = new List<Task<JsonElement>>();
        var broken = 0L;
        for (var i = 0; i < 60; i++)
        {
            tasks.Add((i % 2 == 0 ? one : two).SendAsync("count", "30", new { url = receiver.Url }));
            if (i % 10 == 5)
            {
                await receiver.ArrivedAsync();
                broken += (long)(await admin.RunAsync("select count(pg_terminate_backend(pid)) from pg_stat_activity where pid <> pg_backend_pid() and query like '%push_configs%'"))!;
            }
        }

        Assert.NotEqual(0, broken);

        var ids = (await Task.WhenAll(tasks)).Select(static task => task.GetProperty("id").GetString()!).ToHashSet();
        var next = ids.ToDictionary(static id => id, static _ => 1);
        while (ids.Count > 0)
        {
            var item = await receiver.NextAsync();
            var value = item.Body.EnumerateObject().Single().Value;
            var id = value.GetProperty(item.Kind == "task" ? "id" : "taskId").GetString()!;
            Assert.InRange(item.Sequence, 1, next[id]);
            next[id] = Math.Max(next[id], item.Sequence + 1);
            if (item.IsEnd)
            {
                ids.Remove(id);
            }
        }

        Assert.All(next.Values, static count => Assert.Equal(33, count));
        Assert.Equal(0, one.DeadLetters.Total + two.DeadLetters.Total);
    }

    [Fact]
    public async Task When_the_store_is_full_tasks_go_whose_webhooks_cannot_be_told()
    {
        await using var receiver = await Receiver.StartAsync(static _ => 503);
        await using var host = await PushHost.StartReplicaAsync(Database, Patient, ("Agent:Tasks:Postgres:MaxTasks", "3"));
        var waits = (await host.Client.CallAsync("SendMessage", TestJson.Text("book", "a table"))).GetProperty("task").GetProperty("id").GetString();

        for (var i = 0; i < 10; i++)
        {
            await host.SendAsync("echo", "x", new { url = receiver.Url });
        }

        await host.Client.CallAsync("GetTask", new { id = waits });
        Assert.InRange((long)(await Database.RunAsync("select count(*) from {schema}.push_configs"))!, 1, 3);
    }
}
