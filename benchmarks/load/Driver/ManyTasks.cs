namespace A2AAgent.Load.Driver;

/// <summary>What a fresh agent's memory comes to after many tasks, in megabytes.</summary>
internal sealed record ManyTasks(long Tasks, double Rss, double Peak)
{
    private const int ChunkSeconds = 3;

    public static async Task<ManyTasks> RunAsync(string agent, Cores cores, LoadOptions options)
    {
        using var server = await Server.StartedAsync(agent, cores, "");
        long tasks = 0;
        while (tasks < options.Tasks)
        {
            tasks += (await HttpScenario.TaskSkill.DriveAsync(server, cores, options.Connections, ChunkSeconds)).Requests;
        }

        var rss = server.Rss();
        await HttpScenario.TaskSkill.AskAsync(server);
        return new ManyTasks(tasks, rss, server.PeakRss());
    }
}
