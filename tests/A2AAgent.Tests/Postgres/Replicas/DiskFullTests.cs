using System.Net;
using A2AAgent.Postgres;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using Npgsql;

namespace A2AAgent.Tests.Postgres.Replicas;

/// <summary>A database whose disk is full.</summary>
public sealed class DiskFullTests : IAsyncLifetime
{
    private const int Tasks = 50;

    private PostgresServer? _server;

    private PostgresServer Server => _server!;

    private NpgsqlConnectionStringBuilder Connection => new(Server.Connection.ConnectionString) { Database = "tasks" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartNewWithSmallDiskAsync(megabytes: 24);
        await RunAsync(Server.Connection, $"create tablespace small location '{Server.SmallDisk}'");
        await RunAsync(Server.Connection, "create database tasks tablespace small");
    }

    public async ValueTask DisposeAsync() => await Server.DisposeAsync();

    [Fact]
    public async Task Tasks_at_work_wait_for_space_and_new_ones_are_told_to_come_later()
    {
        await using var host = await AgentHost.StartAsync<LongAgent>(static builder => builder.AddPostgresTasks(), ("ConnectionStrings:Tasks", Connection.ConnectionString));
        var client = new HttpJsonClient(host);
        for (var i = 0; i < Tasks; i++)
        {
            await client.CallAsync("SendMessage", TestJson.Text("once", "x", configuration: new { returnImmediately = true }));
            await host.Script.NextStartedAsync(Token);
        }

        await FillAsync();
        host.Script.Open();
        await UntilAsync(() => Task.FromResult(host.Logs.Entries.Any(static entry => entry.Text.Contains("waits for the store", StringComparison.Ordinal))));
        using var refused = await RefusedAsync(host);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);

        await RunAsync(Connection, "drop table filler");
        await UntilAsync(async () => (await CompletedAsync(client)) >= Tasks);
        using var accepted = await SendAsync(host);
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
    }

    /// <summary>Takes all space, down to the last page.</summary>
    private async Task FillAsync()
    {
        await RunAsync(Connection, "create table filler (filling text)");
        await RunAsync(Connection, "alter table filler alter filling set storage plain");
        foreach (var pages in (int[])[100, 10, 1])
        {
            await FillAsync($"insert into filler select repeat('x', 8000) from generate_series(1, {pages})");
        }
    }

    private async Task FillAsync(string insert)
    {
        try
        {
            while (true)
            {
                await RunAsync(Connection, insert);
            }
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DiskFull)
        {
        }
    }

    /// <summary>Messages that are larger than a page need space; the first ones may find some.</summary>
    private static async Task<HttpResponseMessage> RefusedAsync(AgentHost host)
    {
        while (true)
        {
            var answer = await SendAsync(host);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                return answer;
            }

            answer.Dispose();
        }
    }

    private static Task<HttpResponseMessage> SendAsync(AgentHost host) => host.PostAsync(
        "/message:send", TestJson.Write(TestJson.Text("ask", Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(50_000)))), cancellationToken: Token);

    private static async Task<int> CompletedAsync(HttpJsonClient client)
    {
        try
        {
            return (await client.CallAsync("ListTasks", new { status = "TASK_STATE_COMPLETED", pageSize = 1 })).GetProperty("totalSize").GetInt32();
        }
        catch (BindingError)
        {
            return 0;
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!await holds())
        {
            await Task.Delay(50, limit.Token);
        }
    }

    private static async Task RunAsync(NpgsqlConnectionStringBuilder connection, string sql)
    {
        await using var source = new NpgsqlSlimDataSourceBuilder(connection.ConnectionString).Build();
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Token);
    }
}
