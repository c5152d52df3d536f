using A2AAgent.Tests.Postgres;

namespace A2AAgent.Load.Driver;

/// <summary>How often the agent waits for the database while it makes a task: with one caller, and with many, whose writes go together.</summary>
internal sealed record RoundTrips(double Alone, double Together)
{
    private const int Seconds = 3;
    private const int Many = 32;

    public static async Task<RoundTrips> CountAsync(PostgresServer database, string agent, Cores cores)
    {
        await using var proxy = new DroppingProxy(database.Connection.Host!);
        var connection = database.Connection;
        (connection.Host, connection.Port) = ("127.0.0.1", proxy.Port);
        using var server = await Server.StartedAsync(agent, cores, "", PostgresLoad.Settings(connection.ConnectionString, "round_trips"));
        await HttpScenario.TaskSkill.DriveAsync(server, cores, Many, seconds: 1);
        return new RoundTrips(await CountAsync(server, 1), await CountAsync(server, Many));

        // Health, leases and notifications are among them, as in life.
        async Task<double> CountAsync(Server server, int connections)
        {
            var before = proxy.RoundTrips;
            var load = await HttpScenario.TaskSkill.DriveAsync(server, cores, connections, Seconds);
            return (double)(proxy.RoundTrips - before) / load.Requests;
        }
    }
}
