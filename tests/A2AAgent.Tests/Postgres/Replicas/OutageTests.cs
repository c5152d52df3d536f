using A2AAgent.Postgres;
using A2AAgent.Server.Execution;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Postgres.Replicas;

/// <summary>Tasks at work while their database is away.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private PostgresServer? _server;

    private PostgresServer Server => _server!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await PostgresServer.StartNewAsync();

    public async ValueTask DisposeAsync() => await Server.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_goes_on_when_the_database_is_back_and_has_lost_nothing(bool killed)
    {
        await using var host = await StartAsync();
        await using var stream = await new HttpJsonClient(host).StreamAsync("SendStreamingMessage", TestJson.Text("talk", "x"));
        await stream.NextAsync();

        await (killed ? Server.KillAsync() : Server.StopAsync());
        await Task.Delay(TimeSpan.FromSeconds(1), Token);
        await Server.StartAsync();

        var events = await stream.ToListAsync();
        Assert.Equal(100, events.Count(static item => item.TryGetProperty("artifactUpdate", out var update) && update.GetProperty("artifact").GetProperty("artifactId").GetString() == "steps"));
        Assert.Equal("TASK_STATE_COMPLETED", events[^1].GetProperty("statusUpdate").State());
    }

    [Fact]
    public async Task A_skill_that_ends_while_the_database_is_away_is_recorded_when_it_is_back()
    {
        await using var host = await StartAsync();
        var answer = new HttpJsonClient(host).CallAsync("SendMessage", TestJson.Text("once", "x"));
        var id = await host.Script.NextStartedAsync(Token);
        await host.UntilRecordedAsync(id, Token);
        await Server.KillAsync();
        host.Script.Open();
        await Task.Delay(TimeSpan.FromSeconds(1), Token);
        await Server.StartAsync();

        Assert.Equal("TASK_STATE_COMPLETED", (await answer).GetProperty("task").State());
        Assert.Equal("TASK_STATE_COMPLETED", (await new HttpJsonClient(host).CallAsync("GetTask", new { id })).State());
    }

    [Fact]
    public async Task A_skill_that_waits_too_long_for_the_database_is_stopped_and_its_task_fails_when_it_is_back()
    {
        await using var host = await StartAsync(("Agent:Tasks:MaxStoreOutage", "00:00:00.5"));
        await using var stream = await new HttpJsonClient(host).StreamAsync("SendStreamingMessage", TestJson.Text("talk", "x"));
        await stream.NextAsync();

        await Server.KillAsync();
        await Task.Delay(TimeSpan.FromSeconds(2), Token);
        await Server.StartAsync();

        var last = (await stream.ToListAsync())[^1];
        Assert.Equal("TASK_STATE_FAILED", last.GetProperty("statusUpdate").State());
        Assert.Contains("0.5 s", last.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(0, host.Services.GetRequiredService<TaskEngine>().Live.Running);
    }

    [Fact]
    public async Task A_task_that_was_created_without_its_replica_hearing_of_it_does_not_stay_at_work()
    {
        await using var host = await StartAsync();
        await using var database = new Database(Server.Connection, new PostgresOptions());
        await database.RunAsync("""
            insert into {schema}.tasks (tenant, owner, id, context_id, skill_id, state, status_ticks, change, version, task_version, replica, task)
            select '', '', 'lost', 'c', 'once', 2, 0, 0, 1, 1, number, '{"id":"lost","contextId":"c","status":{"state":"TASK_STATE_WORKING"}}' from {schema}.replicas
            """);

        await using var watched = await new HttpJsonClient(host).StreamAsync("SubscribeToTask", new { id = "lost" });

        Assert.Equal("TASK_STATE_FAILED", (await watched.ToListAsync())[^1].GetProperty("statusUpdate").State());
    }

    private Task<AgentHost> StartAsync(params (string Key, string Value)[] settings) => AgentHost.StartAsync<LongAgent>(
        static builder => builder.AddPostgresTasks(), [("ConnectionStrings:Tasks", Server.Connection.ConnectionString), .. settings]);
}
