using A2AAgent.Postgres;
using A2AAgent.Postgres.Migrations;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Postgres.Replicas;

/// <summary>Replicas of one version at work while those of the next one bring the schema up to date.</summary>
public sealed class RollingUpdateTests : IAsyncLifetime
{
    private Database? _database;

    private Database Database => _database!;

    public async ValueTask InitializeAsync() => _database = await SharedPostgres.NewAsync();

    public async ValueTask DisposeAsync() => await Database.DisposeAsync();

    [Fact]
    public async Task A_stream_goes_on_over_a_change_of_the_schema_and_old_replicas_still_start()
    {
        await using var old = await StartAsync();
        await using var stream = await new HttpJsonClient(old).StreamAsync("SendStreamingMessage", TestJson.Text("talk", "x"));
        await stream.NextAsync();

        await Database.MigrateAsync([.. Migration.All, new Migration(Migration.Newest + 1, CompatibleSince: 1, "next", """
            alter table tasks add column priority integer not null default 0;
            create index tasks_priority on tasks (priority);
            alter table events add column source text;
            """)]);

        var events = await stream.ToListAsync();
        Assert.Equal(100, events.Count(static item => item.TryGetProperty("artifactUpdate", out var update) && update.GetProperty("artifact").GetProperty("artifactId").GetString() == "steps"));
        Assert.Equal("TASK_STATE_COMPLETED", events[^1].GetProperty("statusUpdate").State());
        await using var another = await StartAsync();
        Assert.Equal("TASK_STATE_INPUT_REQUIRED", (await new HttpJsonClient(another).CallAsync("SendMessage", TestJson.Text("ask", "x"))).GetProperty("task").State());
        Assert.Equal(2, (await new JsonRpcClient(old).CallAsync("ListTasks")).GetProperty("tasks").GetArrayLength());
    }

    private Task<AgentHost> StartAsync() => AgentHost.StartAsync<LongAgent>(
        static builder => builder.AddPostgresTasks(),
        ("ConnectionStrings:Tasks", Database.ConnectionString),
        ("Agent:Tasks:Postgres:Schema", Database.Options.Schema),
        ("Agent:Tasks:Postgres:MaxConnections", "8"));
}
