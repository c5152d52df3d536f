using A2AAgent.Tests.Postgres;

namespace A2AAgent.Load.Driver;

/// <summary>The same reads of a store with few and with many finished tasks.</summary>
internal sealed record FilledStore(long Few, long Many, IReadOnlyList<FilledRead> Reads)
{
    private const int FewTasks = 1_000;

    public static async Task<FilledStore> MeasureAsync(PostgresServer database, string agent, Cores cores, LoadOptions options)
    {
        var (few, many) = (new FinishedTasks(database.Connection, "few"), new FinishedTasks(database.Connection, "many"));
        using var small = await Server.StartedAsync(agent, cores, "", PostgresLoad.Settings(database.Connection.ConnectionString, few.Schema));
        using var large = await Server.StartedAsync(agent, cores, "", PostgresLoad.Settings(database.Connection.ConnectionString, many.Schema));
        await few.FillAsync(small, FewTasks);
        await many.FillAsync(large, options.Kept);
        var (smallReads, largeReads) = (await ReadScenarios.OfAsync(small, few), await ReadScenarios.OfAsync(large, many));
        var reads = smallReads.Select(static read => new FilledRead(read.Name)).ToList();
        for (var round = 0; round <= options.Rounds; round++)
        {
            for (var i = 0; i < reads.Count; i++)
            {
                // One caller: what is asked for is the time of a read, not how many fit in a second.
                var inSmall = await Measurement.TakeAsync(small, smallReads[i], cores, connections: 1, Math.Max(1, options.Seconds / 2));
                var inLarge = await Measurement.TakeAsync(large, largeReads[i], cores, connections: 1, Math.Max(1, options.Seconds / 2));
                if (round > 0)
                {
                    reads[i].Add(inSmall, inLarge);
                }
            }
        }

        return new FilledStore(await few.CountAsync(), await many.CountAsync(), reads);
    }
}

/// <summary>One kind of read; times in microseconds.</summary>
internal sealed class FilledRead(string name)
{
    private readonly List<Measurement> _few = [];
    private readonly List<Measurement> _many = [];

    public string Name => name;

    public Measurement Few => Measurement.Median(_few);

    public Measurement Many => Measurement.Median(_many);

    public double Ratio => Statistics.Median(_few.Zip(_many, static (few, many) => many.P50 / few.P50));

    public void Add(Measurement few, Measurement many)
    {
        _few.Add(few);
        _many.Add(many);
    }
}
