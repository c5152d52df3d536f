using System.Net;
using A2AAgent.Postgres;
using A2AAgent.Server.Execution;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Postgres.Replicas;

/// <summary>A new task whose sender waits for it is recorded with what its skill gives at once, or alone when the skill takes its time.</summary>
public sealed class FirstRecordTests : IAsyncLifetime
{
    private PostgresServer? _server;
    private Database? _database;

    private PostgresServer Server => _server!;

    private Database Database => _database!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartNewAsync();
        _database = new Database(Server.Connection, new PostgresOptions());
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await Server.DisposeAsync();
    }

    [Fact]
    public async Task A_task_that_waits_for_its_client_at_once_is_there_with_its_events_and_goes_on()
    {
        await using var host = await StartAsync();
        var client = new HttpJsonClient(host);

        var id = (await client.CallAsync("SendMessage", TestJson.Text("ask", "one"))).GetProperty("task").GetProperty("id").GetString();

        Assert.Equal(2L, await Database.RunAsync("select version from {schema}.tasks"));
        Assert.Equal("2", await Database.RunAsync("select string_agg(version::text, ' ' order by version) from {schema}.events"));
        Assert.Equal("TASK_STATE_INPUT_REQUIRED", (await client.CallAsync("SendMessage", TestJson.Text("ask", "two", id))).GetProperty("task").State());
        Assert.Equal("TASK_STATE_COMPLETED", (await client.CallAsync("SendMessage", TestJson.Text("ask", "three", id))).GetProperty("task").State());
    }

    [Fact]
    public async Task A_task_whose_skill_takes_its_time_is_there_before_the_skill_ends()
    {
        await using var host = await StartAsync();
        var answer = new HttpJsonClient(host).CallAsync("SendMessage", TestJson.Text("once", "x"));
        var id = await host.Script.NextStartedAsync(Token);

        await host.UntilRecordedAsync(id, Token);
        Assert.Equal(1L, await Database.RunAsync("select version from {schema}.tasks"));
        host.Script.Open();

        Assert.Equal("TASK_STATE_COMPLETED", (await answer).GetProperty("task").State());
    }

    [Theory]
    [InlineData("once")]
    [InlineData("ask")]
    public async Task A_message_whose_task_cannot_be_recorded_is_refused_its_skill_is_stopped_and_nothing_is_left(string skill)
    {
        await using var host = await StartAsync();
        await Server.KillAsync();

        using var refused = await host.PostAsync("/message:send", TestJson.Write(TestJson.Text(skill, "x")), cancellationToken: Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(0, host.Services.GetRequiredService<TaskEngine>().Live.Running);
        await Server.StartAsync();
        Assert.Equal(0L, await Database.RunAsync("select count(*) from {schema}.tasks"));
    }

    private Task<AgentHost> StartAsync() => AgentHost.StartAsync<LongAgent>(
        static builder => builder.AddPostgresTasks(), [("ConnectionStrings:Tasks", Server.Connection.ConnectionString)]);
}
