namespace A2AAgent.Load.Driver;

/// <summary>How long and how hard.</summary>
internal sealed record LoadOptions
{
    public int Rounds { get; init; } = 7;

    public int Seconds { get; init; } = 4;

    public int Connections { get; init; } = 32;

    public int Starts { get; init; } = 21;

    public int Tasks { get; init; } = 200_000;

    public bool Publish { get; init; } = true;

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
                "--quick" => options with { Rounds = 3, Seconds = 2, Starts = 11 },
                "--no-publish" => options with { Publish = false },
                "--floor" => options with { Floor = Text(args, ++i) },
                "--agent" => options with { Agent = Text(args, ++i) },
                "--rounds" => options with { Rounds = Number(args, ++i) },
                "--seconds" => options with { Seconds = Number(args, ++i) },
                "--starts" => options with { Starts = Number(args, ++i) },
                "--tasks" => options with { Tasks = Number(args, ++i) },
                _ => throw Usage($"'{args[i]}' is not an option"),
            };
        }

        return options;
    }

    private static int Number(string[] args, int index) =>
        index < args.Length && int.TryParse(args[index], out var number) && number > 0 ? number : throw Usage($"{args[index - 1]} needs a number above 0");

    private static string Text(string[] args, int index) => index < args.Length ? args[index] : throw Usage($"{args[index - 1]} needs the path of a binary");

    private static LoadException Usage(string mistake) =>
        new($"{mistake}. Usage: benchmarks/load/run [--quick] [--no-publish] [--floor BINARY] [--agent BINARY] [--rounds N] [--seconds N] [--starts N] [--tasks N]");
}
