using System.Diagnostics;
using System.Text.Json;
using A2AAgent.EndToEnd.Tests.Agents;
using A2AAgent.EndToEnd.Tests.Exchanges;
using A2AAgent.EndToEnd.Tests.Tools;
using Npgsql;

namespace A2AAgent.EndToEnd.Tests.Postgres;

/// <summary>A scaffold with PostgreSQL as native processes, with the settings that its own docker-compose.yml gives them.</summary>
[Collection(nameof(NativeAgentWithPostgres))]
public sealed class ReplicaTests(NativeAgentWithPostgres native, ITestOutputHelper output)
{
    [Fact]
    public async Task A_task_that_one_replica_began_is_continued_by_the_other()
    {
        var database = await native.NewDatabaseAsync("agent");
        await using var first = await StartAsync(database);
        await using var second = await StartAsync(database);
        using var toFirst = new AgentClient(first.Address);
        using var toSecond = new AgentClient(second.Address);

        var asked = await toFirst.SendAsync(Binding.JsonRpc, Requests.ReportWithoutReceipt);
        Assert.Equal("TASK_STATE_INPUT_REQUIRED", asked.State());
        var id = asked.GetProperty("id").GetString()!;
        Assert.Equal("TASK_STATE_INPUT_REQUIRED", (await toSecond.GetAsync($"/tasks/{id}")).State());

        Assert.Equal("TASK_STATE_COMPLETED", (await toSecond.SendAsync(Binding.HttpJson, Requests.Receipt(id))).State());

        var listed = Assert.Single((await toFirst.GetAsync("/tasks")).GetProperty("tasks").EnumerateArray());
        Assert.DoesNotContain("Npgsql", first.Log, StringComparison.Ordinal);
        Assert.Equal((id, "TASK_STATE_COMPLETED"), (listed.GetProperty("id").GetString(), listed.State()));
    }

    [Fact]
    public async Task A_stream_of_one_replica_leaves_its_task_at_the_other_when_the_first_is_gone()
    {
        var database = await native.NewDatabaseAsync("streamed");
        string id;
        await using (var first = await StartAsync(database))
        {
            using var client = new AgentClient(first.Address);
            var events = new List<JsonElement>();
            await foreach (var received in client.StreamAsync(Binding.HttpJson, Requests.LongExplanation))
            {
                events.Add(received);
            }

            id = events[0].GetProperty("task").GetProperty("id").GetString()!;
        }

        await using var second = await StartAsync(database);
        using var other = new AgentClient(second.Address);
        Assert.Equal("TASK_STATE_COMPLETED", (await other.GetAsync($"/tasks/{id}")).State());
    }

    [Fact]
    public async Task The_binary_stays_small()
    {
        var database = await native.NewDatabaseAsync("figures");
        var figures = await Figures.MeasureAsync(await native.CommandAsync(database));
        var size = new FileInfo(await native.Binary).Length / 1e6;
        output.WriteLine($"with PostgreSQL: binary {size:0.0} MB, start-up to first card {figures.FirstCard.TotalMilliseconds:0} ms, resident memory when idle {figures.ResidentMegabytes:0.0} MB");

        Assert.InRange(size, 1, 24);
        Assert.InRange(figures.ResidentMegabytes, 1, 70);
    }

    private async Task<RunningAgent> StartAsync(NpgsqlConnectionStringBuilder database)
    {
        var command = await native.CommandAsync(database);
        foreach (var (name, value) in new ComposeFile((await native.Scaffold).Read("docker-compose.yml")).EnvironmentOf("agent"))
        {
            Set(command, name, value, database);
        }

        return await RunningAgent.StartAsync(command);
    }

    private static void Set(ProcessStartInfo command, string name, string value, NpgsqlConnectionStringBuilder database)
    {
        // But for the place of the server.
        command.Environment[name] = name == "ConnectionStrings__Tasks"
            ? new NpgsqlConnectionStringBuilder(value) { Host = database.Host, Database = database.Database }.ConnectionString
            : value;
    }
}
