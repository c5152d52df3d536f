using System.Diagnostics.Metrics;

namespace A2AAgent.Server.Diagnostics.Metrics;

/// <summary>Where the histograms' buckets end, in seconds.</summary>
internal static class Buckets
{
    /// <summary>For calls: 1 ms to 10 s.</summary>
    public static InstrumentAdvice<double> Calls { get; } = Ending(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10);

    /// <summary>For tasks: 10 ms to an hour.</summary>
    public static InstrumentAdvice<double> Tasks { get; } = Ending(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600);

    private static InstrumentAdvice<double> Ending(params double[] boundaries) => new() { HistogramBucketBoundaries = boundaries };
}
