using A2AAgent.Tests.Postgres;

namespace A2AAgent.Load.Driver;

/// <summary>What it costs to keep tasks in PostgreSQL: the same agent with its tasks in memory and there, and what a store of many tasks does to it.</summary>
internal sealed record PostgresLoad(AlternatingLoad Load, RoundTrips RoundTrips, FilledStore Filled)
{
    /// <summary>What an operator gets who sets nothing: every commit reaches the disk before it is answered.</summary>
    private const string Durable = "fsync=on";

    public static async Task<PostgresLoad> RunAsync(Binaries binaries, Cores cores, LoadOptions options)
    {
        await Tool.Wrk.RequireAsync();
        await using var server = await PostgresServer.StartNewAsync(Durable, "shared_buffers=256MB", "max_wal_size=4GB");
        var connection = server.Connection.ConnectionString;
        var load = await AlternatingLoad.RunAsync(
            new Entrant(binaries.Agent, "", TasksAsync) { Settings = [("Agent__Tasks__Store", "memory")] },
            new Entrant(binaries.Agent, "", TasksAsync) { Settings = Settings(connection, "load") }, cores, options);
        return new PostgresLoad(load, await RoundTrips.CountAsync(server, binaries.Agent, cores), await FilledStore.MeasureAsync(server, binaries.Agent, cores, options));
    }

    /// <summary>The agent's settings for a schema of its own. No task goes while it is measured.</summary>
    public static (string, string)[] Settings(string connection, string schema) =>
        [("ConnectionStrings__Tasks", connection), ("Agent__Tasks__Postgres__Schema", schema), ("Agent__Tasks__FinishedTtl", "1.00:00:00")];

    private static async Task<Scenario[]> TasksAsync(Server server) => [HttpScenario.TaskSkill, await HttpScenario.NewTaskAsync(server)];
}
