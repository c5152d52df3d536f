using System.Net;
using System.Text.Json;
using A2AAgent.Postgres;
using A2AAgent.Protocol;
using A2AAgent.Tests.Agents;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Postgres;

/// <summary>An agent whose tasks are in PostgreSQL, seen by its clients and by its operator.</summary>
public sealed class AgentTests
{
    private const string Send = """{"jsonrpc":"2.0","id":1,"method":"SendMessage","params":{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"hello"}]}}}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_task_outlives_its_process()
    {
        await using var database = await SharedPostgres.NewAsync();
        string id;
        await using (var first = await StartAsync(database.ConnectionString, ("Agent:Tasks:Postgres:Schema", database.Options.Schema)))
        {
            using var sent = await first.PostAsync("/", Send, cancellationToken: Token);
            var reply = await JsonAsync(sent);
            id = reply.GetProperty("result").GetProperty("task").GetProperty("id").GetString()!;
        }

        await using var second = await StartAsync(database.ConnectionString, ("Agent:Tasks:Postgres:Schema", database.Options.Schema));
        using var found = await second.GetAsync($"/tasks/{id}", Token);

        Assert.Equal(HttpStatusCode.OK, found.StatusCode);
        Assert.Equal("TASK_STATE_COMPLETED", (await JsonAsync(found)).GetProperty("status").GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_simple_task_costs_one_round_trip()
    {
        await using var server = await PostgresServer.StartNewAsync();
        await using var proxy = new DroppingProxy(server.Connection.Host!);
        await using var host = await StartAsync($"Host=127.0.0.1;Port={proxy.Port};Username=agent;Database=postgres;Maximum Pool Size=4");
        for (var i = 0; i < 20; i++)
        {
            using var warm = await host.PostAsync("/", Send, cancellationToken: Token);
        }

        // Health, the sweeper and notifications make some as well, but not per task and not twice that many.
        const int Tasks = 200;
        var before = proxy.RoundTrips;
        for (var i = 0; i < Tasks; i++)
        {
            using var sent = await host.PostAsync("/", Send, cancellationToken: Token);
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        }

        Assert.InRange((double)(proxy.RoundTrips - before) / Tasks, 1, 2.5);
    }

    [Fact]
    public async Task While_the_database_is_away_the_agent_lives_is_not_ready_and_says_when_to_come_back()
    {
        await using var server = await PostgresServer.StartNewAsync();
        await using var host = await StartAsync(server.Connection.ConnectionString);
        await UntilAsync(host, HttpStatusCode.OK);

        await server.KillAsync();
        using var live = await host.Client.GetAsync(new Uri(host.ManagementUrl, "/health/live"), Token);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        using var refused = await host.PostAsync("/", Send, cancellationToken: Token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        using var missing = await host.GetAsync("/tasks/t", Token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, missing.StatusCode);
        using var list = await host.GetAsync("/tasks", Token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, list.StatusCode);
        await UntilAsync(host, HttpStatusCode.ServiceUnavailable);

        await server.StartAsync();
        await UntilAsync(host, HttpStatusCode.OK);
        using var sent = await host.PostAsync("/", Send, cancellationToken: Token);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
    }

    [Fact]
    public async Task An_agent_that_starts_before_its_database_waits_for_it()
    {
        await using var server = await PostgresServer.StartNewAsync();
        await server.StopAsync();
        await using var host = await StartAsync(server.Connection.ConnectionString);
        await UntilAsync(host, HttpStatusCode.ServiceUnavailable);
        using var refused = await host.PostAsync("/", Send, cancellationToken: Token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);

        await server.StartAsync();
        await UntilAsync(host, HttpStatusCode.OK);
        using var sent = await host.PostAsync("/", Send, cancellationToken: Token);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
    }

    [Fact]
    public async Task An_agent_whose_database_turns_read_only_is_not_ready_and_still_gives_tasks()
    {
        await using var server = await PostgresServer.StartNewAsync();
        await using var database = new Database(server.Connection, new PostgresOptions());
        await using var host = await StartAsync(server.Connection.ConnectionString);
        using var sent = await host.PostAsync("/", Send, cancellationToken: Token);
        var reply = await JsonAsync(sent);
        var id = reply.GetProperty("result").GetProperty("task").GetProperty("id").GetString();

        await database.RunAsync("alter system set default_transaction_read_only = on");
        await database.RunAsync("select pg_reload_conf()");
        await UntilAsync(host, HttpStatusCode.ServiceUnavailable);
        using var refused = await host.PostAsync("/", Send, cancellationToken: Token);
        using var found = await host.GetAsync($"/tasks/{id}", Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, found.StatusCode);
    }

    [Theory]
    [InlineData("", "ConnectionStrings:Tasks is not set")]
    [InlineData("Nonsense=1", "ConnectionStrings:Tasks cannot be read")]
    [InlineData("Password=secret", "ConnectionStrings:Tasks has no Host")]
    [InlineData("Host=db", "Agent:Tasks:Store is 'redis'", "Agent:Tasks:Store", "redis")]
    [InlineData("Host=db", "Agent:Tasks:Postgres:Schema is 'Robert; drop'", "Agent:Tasks:Postgres:Schema", "Robert; drop")]
    [InlineData("Host=db", "Agent:Tasks:Postgres:MaxConnections is 1; it must be 4 to 1000", "Agent:Tasks:Postgres:MaxConnections", "1")]
    [InlineData("Host=db", "Agent:Tasks:Postgres:StatementTimeout is 00:00:00.5000000; it must be whole seconds", "Agent:Tasks:Postgres:StatementTimeout", "00:00:00.5")]
    [InlineData("Host=db", "Agent:Tasks:Postgres:MaxTasks is 0", "Agent:Tasks:Postgres:MaxTasks", "0")]
    public async Task A_wrong_setting_is_named(string connection, string message, string key = "Agent:Tasks:Store", string value = "postgres")
    {
        var wrong = await Assert.ThrowsAsync<AgentConfigurationException>(() => StartAsync(connection, (key, value)));

        Assert.Contains(message, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_does_not_exist_ends_the_start()
    {
        await using var database = await SharedPostgres.NewAsync();

        var wrong = await Assert.ThrowsAsync<AgentConfigurationException>(() => StartAsync(database.ConnectionString.Replace("Database=postgres", "Database=nowhere", StringComparison.Ordinal)));

        Assert.Contains("nowhere", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_setting_alone_does_not_bring_the_store()
    {
        var wrong = await Assert.ThrowsAsync<AgentConfigurationException>(() => AgentHost.StartAsync(("Agent:Tasks:Store", "postgres")));

        Assert.Contains("builder.AddPostgresTasks()", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("memory", false)]
    public async Task A_database_for_an_agent_without_the_store_is_said_not_to_be_used_unless_that_is_meant(string? store, bool said)
    {
        await using var host = await AgentHost.StartAsync(("ConnectionStrings:Tasks", "Host=db"), ("Agent:Tasks:Store", store!));

        Assert.Equal(said, host.Logs.Entries.Any(static entry => entry.Text.Contains("tasks are kept in memory", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task With_the_store_in_memory_no_database_is_needed()
    {
        await using var host = await StartAsync("", ("Agent:Tasks:Store", "memory"));

        using var sent = await host.PostAsync("/", Send, cancellationToken: Token);

        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
    }

    private static Task<AgentHost> StartAsync(string connection, params (string Key, string Value)[] settings) =>
        AgentHost.StartAsync<ScriptedAgent>(static builder => builder.AddPostgresTasks(), [("ConnectionStrings:Tasks", connection), .. settings]);

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        using var document = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(Token), cancellationToken: Token);
        return document.RootElement.Clone();
    }

    private static async Task UntilAsync(AgentHost host, HttpStatusCode status)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        HttpStatusCode found;
        do
        {
            using var ready = await host.Client.GetAsync(new Uri(host.ManagementUrl, "/health/ready"), limit.Token);
            found = ready.StatusCode;
            if (found != status)
            {
                await Task.Delay(20, limit.Token);
            }
        }
        while (found != status);
    }
}
