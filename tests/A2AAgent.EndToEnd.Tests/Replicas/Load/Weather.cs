using A2AAgent.EndToEnd.Tests.Replicas.Processes;

namespace A2AAgent.EndToEnd.Tests.Replicas.Load;

/// <summary>Kills and pauses replicas at random, but as its seed says.</summary>
internal sealed class Weather(ReplicaCluster cluster, int seed)
{
    private static readonly TimeSpan Restart = TimeSpan.FromSeconds(1);

    private readonly Random _random = new(seed);

    public int Kills { get; private set; }

    public int Pauses { get; private set; }

    public async Task RageAsync(CancellationToken until)
    {
        while (!until.IsCancellationRequested)
        {
            var replica = cluster.Replicas[_random.Next(cluster.Replicas.Count)];
            var kills = _random.Next(2) == 0;
            var pause = ReplicaCluster.Lease + TimeSpan.FromMilliseconds(_random.Next(500, 2_500));
            await Task.Delay(_random.Next(200, 2_500), CancellationToken.None);
            await (kills ? KillAsync(replica) : PauseAsync(replica, pause));
        }
    }

    private async Task KillAsync(Replica replica)
    {
        await replica.KillAsync();
        Kills++;
        await Task.Delay(Restart, CancellationToken.None);
        await replica.StartAsync();
    }

    private async Task PauseAsync(Replica replica, TimeSpan length)
    {
        replica.Pause();
        Pauses++;
        await Task.Delay(length, CancellationToken.None);
        replica.Resume();
    }
}
