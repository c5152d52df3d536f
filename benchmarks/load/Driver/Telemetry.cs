namespace A2AAgent.Load.Driver;

/// <summary>What telemetry costs: the package that nobody uses, and a tenth of the traces, all metrics and the log sent to a collector.</summary>
internal sealed record Telemetry(AlternatingLoad Off, AlternatingLoad On)
{
    /// <summary>Two processes of one binary differ by a few percent for as long as they live, which is as much as is measured here.</summary>
    private const int Pairs = 10;

    public static async Task<Telemetry> RunAsync(Binaries binaries, Cores cores, LoadOptions options)
    {
        await Tool.Wrk.RequireAsync();
        using var collector = new Collector();
        options = options with { Pairs = Pairs };
        var off = await AlternatingLoad.RunAsync(Asked(binaries.Floor), Asked(binaries.Agent), cores, options);
        var on = await AlternatingLoad.RunAsync(
            Asked(binaries.Agent),
            Asked(binaries.Agent,
                ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Url), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
                ("OTEL_TRACES_SAMPLER", "parentbased_traceidratio"), ("OTEL_TRACES_SAMPLER_ARG", "0.1")),
            cores,
            options);
        return collector.Traces > 0 ? new Telemetry(off, on) : throw new LoadException("No spans arrived at the collector.");
    }

    private static Entrant Asked(string binary, params (string, string)[] settings) =>
        new(binary, "", static _ => Task.FromResult<Scenario[]>([HttpScenario.MessageSkill, HttpScenario.TaskSkill])) { Settings = settings };
}
