namespace A2AAgent.Load.Driver;

/// <summary>How long and how hard.</summary>
internal sealed record LoadOptions
{
    public int Rounds { get; init; } = 7;

    public int Seconds { get; init; } = 4;

    /// <summary>How many pairs of fresh processes take their rounds one after the other.</summary>
    public int Pairs { get; init; } = 1;

    public int Connections { get; init; } = 32;

    public int Starts { get; init; } = 21;

    public int Tasks { get; init; } = 200_000;

    /// <summary>Tasks in the store whose reads are measured.</summary>
    public int Kept { get; init; } = 1_000_000;

    public bool Publish { get; init; } = true;

    /// <summary>The name of the only family to measure; null for all.</summary>
    public string? Only { get; init; }

    /// <summary>Binaries to measure instead of the published ones; null for those.</summary>
    public string? Floor { get; init; }

    public string? Agent { get; init; }

    public static LoadOptions Parse(string[] args)
    {
        var options = new LoadOptions();
        for (var i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--quick" => options with { Rounds = 3, Seconds = 2, Starts = 11, Kept = 200_000 },
                "--no-publish" => options with { Publish = false },
                "--only" => options with { Only = Name(args, ++i) },
                "--floor" => options with { Floor = Text(args, ++i) },
                "--agent" => options with { Agent = Text(args, ++i) },
                "--rounds" => options with { Rounds = Number(args, ++i) },
                "--seconds" => options with { Seconds = Number(args, ++i) },
                "--starts" => options with { Starts = Number(args, ++i) },
                "--tasks" => options with { Tasks = Number(args, ++i) },
                "--kept" => options with { Kept = Number(args, ++i) },
                _ => throw Usage($"'{args[i]}' is not an option"),
            };
        }

        return options;
    }

    public bool Measures(Family family) => Only is null || Only == family.Name;

    /// <summary>The binaries that the options name; they are of HTTP unless the options say which family to measure.</summary>
    public Binaries Chosen(Family family, Binaries published) => (Only ?? Family.Http.Name) == family.Name
        ? published with { Floor = Floor ?? published.Floor, Agent = Agent ?? published.Agent }
        : published;

    private static string Name(string[] args, int index) =>
        Text(args, index) is var name && (name == Family.Http.Name || name == Family.Grpc.Name || name == Family.Trust.Name || name == Family.Telemetry.Name || name == Family.Client.Name || name == Family.Postgres.Name)
            ? name : throw Usage($"{args[index - 1]} needs {Family.Http.Name}, {Family.Grpc.Name}, {Family.Trust.Name}, {Family.Telemetry.Name}, {Family.Client.Name} or {Family.Postgres.Name}");

    private static int Number(string[] args, int index) =>
        index < args.Length && int.TryParse(args[index], out var number) && number > 0 ? number : throw Usage($"{args[index - 1]} needs a number above 0");

    private static string Text(string[] args, int index) => index < args.Length ? args[index] : throw Usage($"{args[index - 1]} needs a value");

    private static LoadException Usage(string mistake) =>
        new($"{mistake}. Usage: benchmarks/load/run [--only http|grpc|trust|telemetry|client|postgres] [--quick] [--no-publish] [--floor BINARY] [--agent BINARY] [--rounds N] [--seconds N] [--starts N] [--tasks N] [--kept N]");
}
