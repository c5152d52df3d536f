using A2AAgent.Postgres;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Postgres.Replicas;

/// <summary>A replica whose clock is wrong, and one that finds what somebody has damaged.</summary>
public sealed class OddReplicaTests : IAsyncLifetime
{
    private static readonly TimeSpan Off = TimeSpan.FromHours(1);

    private Database? _database;

    private Database Database => _database!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await SharedPostgres.NewAsync();

    public async ValueTask DisposeAsync() => await Database.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_replica_whose_clock_is_an_hour_off_dates_and_removes_tasks_as_the_others_do(int sign)
    {
        await using var right = await StartAsync(TimeProvider.System);
        await using var wrong = await StartAsync(new OffClock(Off * sign));
        var began = TimeProvider.System.GetUtcNow();
        var ids = new List<string?>();
        foreach (var host in (AgentHost[])[right, wrong, right, wrong])
        {
            host.Script.Open();
            var task = (await new HttpJsonClient(host).CallAsync("SendMessage", TestJson.Text("once", "x"))).GetProperty("task");
            ids.Insert(0, task.GetProperty("id").GetString());
            Assert.InRange(task.GetProperty("status").GetProperty("timestamp").GetDateTimeOffset() - began, TimeSpan.FromSeconds(-2), TimeSpan.FromMinutes(2));
        }

        await right.StopAsync();
        await Database.RunAsync($"""
            insert into {"{schema}"}.tasks (tenant, owner, id, context_id, skill_id, state, status_ticks, change, version, task_version, replica, task)
            values ('', '', 'expired', 'c', 'once', 3, {began.AddMinutes(-40).UtcTicks}, 0, 1, 1, 0, '{"{}"}')
            """);
        while (await Database.RunAsync("select count(*) from {schema}.tasks where id = 'expired'") is not 0L)
        {
            await Task.Delay(50, Token);
        }

        var listed = await new HttpJsonClient(wrong).CallAsync("ListTasks");
        Assert.Equal(ids, listed.GetProperty("tasks").EnumerateArray().Select(static task => task.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task An_event_that_somebody_has_damaged_ends_the_streams_that_wait_for_it_and_nothing_else()
    {
        await using var first = await StartAsync(TimeProvider.System);
        await using var second = await StartAsync(TimeProvider.System);
        var id = (await new HttpJsonClient(first).CallAsync("SendMessage", TestJson.Text("ask", "one"))).GetProperty("task").GetProperty("id").GetString();
        await using var watched = await new HttpJsonClient(second).StreamAsync("SubscribeToTask", new { id });
        await watched.NextAsync();

        await Database.RunAsync($$"""
            create function {schema}.damage() returns trigger language plpgsql as 'begin new.event := left(new.event, 20); return new; end';
            create trigger damage before insert on {schema}.events for each row execute function {schema}.damage();
            """);
        await new HttpJsonClient(first).CallAsync("SendMessage", TestJson.Text("ask", "two", id));

        Assert.Empty(await watched.ToListAsync().WaitAsync(TimeSpan.FromSeconds(60), Token));
        await Database.RunAsync("drop trigger damage on {schema}.events");
        Assert.Equal("TASK_STATE_INPUT_REQUIRED", (await new HttpJsonClient(second).CallAsync("GetTask", new { id })).State());
        await using var again = await new HttpJsonClient(second).StreamAsync("SubscribeToTask", new { id });
        await again.NextAsync();
        Assert.Equal("TASK_STATE_COMPLETED", (await new HttpJsonClient(first).CallAsync("SendMessage", TestJson.Text("ask", "three", id))).GetProperty("task").State());
        Assert.Equal("TASK_STATE_COMPLETED", (await again.ToListAsync())[^1].GetProperty("statusUpdate").State());
        Assert.Contains(second.Logs.Entries, entry => entry.Text.Contains(id!, StringComparison.Ordinal) && entry.Exception is not null);
    }

    private Task<AgentHost> StartAsync(TimeProvider clock) => AgentHost.StartAsync<LongAgent>(
        builder =>
        {
            builder.Services.AddSingleton(clock);
            builder.AddPostgresTasks();
        },
        ("ConnectionStrings:Tasks", Database.ConnectionString),
        ("Agent:Tasks:Postgres:Schema", Database.Options.Schema),
        ("Agent:Tasks:Postgres:MaxConnections", "8"),
        ("Agent:Tasks:FinishedTtl", "00:30:00"));

    private sealed class OffClock(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
