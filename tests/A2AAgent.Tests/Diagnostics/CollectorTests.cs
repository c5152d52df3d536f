using System.Diagnostics.Metrics;
using System.Text;
using A2AAgent.Protocol.Diagnostics;
using A2AAgent.Server.Diagnostics.Prometheus;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Diagnostics;

/// <summary>Counting and its text, for any instrument of the agent's meter.</summary>
public sealed class CollectorTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MetricsCollector _collector;
    private readonly Meter _meter;

    public CollectorTests()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        _collector = new MetricsCollector(meters);
        _meter = meters.Create(TelemetryNames.Meter);
    }

    public void Dispose()
    {
        _collector.Dispose();
        _services.Dispose();
    }

    [Fact]
    public void Text_and_labels_are_escaped()
    {
        var counter = _meter.CreateCounter<long>("odd.name-of.a_counter", "{thing}", "Back\\slash, \"quotes\" and\na line");
        counter.Add(2, new KeyValuePair<string, object?>("odd.key", "a\\b\"c\nd ü €"), new KeyValuePair<string, object?>("nothing", null));

        var text = Text();
        var read = Exposition.Read(text);

        Assert.Contains("""# HELP odd_name_of_a_counter_total Back\\slash, "quotes" and\na line""" + "\n", text, StringComparison.Ordinal);
        Assert.Contains("""odd_name_of_a_counter_total{odd_key="a\\b\"c\nd ü €",nothing=""} 2""" + "\n", text, StringComparison.Ordinal);
        Assert.Equal(2, read.Value("odd_name_of_a_counter_total", ("odd_key", "a\\b\"c\nd ü €"), ("nothing", "")));
        Assert.Equal("Back\\slash, \"quotes\" and\na line", read.Families["odd_name_of_a_counter_total"].Help);
    }

    [Theory]
    [InlineData(0d, "0")]
    [InlineData(-1.5, "-1.5")]
    [InlineData(1e21, "1E+21")]
    [InlineData(1e-9, "1E-09")]
    [InlineData(9007199254740991d, "9007199254740991")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    public void Numbers_are_written_as_the_format_has_them(double value, string written)
    {
        _meter.CreateObservableGauge("gauge", () => value, unit: null, description: "A gauge");

        Assert.Contains($"\ngauge {written}\n", Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Buckets_hold_what_is_at_most_their_bound()
    {
        var histogram = _meter.CreateHistogram("h", "By", "A histogram", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 2.5] });
        foreach (var value in new[] { 0.5, 1, 1.5, 2.5, 3, double.MaxValue })
        {
            histogram.Record(value);
        }

        var read = Exposition.Read(Text());

        Assert.Equal(2, read.Value("h_bytes_bucket", ("le", "1")));
        Assert.Equal(4, read.Value("h_bytes_bucket", ("le", "2.5")));
        Assert.Equal(6, read.Value("h_bytes_bucket", ("le", "+Inf")));
        Assert.Equal(6, read.Value("h_bytes_count"));
    }

    [Fact]
    public void A_histogram_without_advice_has_the_one_bucket_of_everything()
    {
        _meter.CreateHistogram<double>("h", "s", "A histogram").Record(3);

        Assert.Equal(1, Exposition.Read(Text()).Value("h_seconds_bucket", ("le", "+Inf")));
    }

    [Fact]
    public void What_goes_up_and_down_is_a_gauge()
    {
        var counter = _meter.CreateUpDownCounter<long>("level", "{thing}", "A level");
        counter.Add(5);
        counter.Add(-7);

        var read = Exposition.Read(Text());

        Assert.Equal("gauge", read.Families["level"].Type);
        Assert.Equal(-2, read.Value("level"));
    }

    [Fact]
    public void What_is_no_longer_observed_is_no_longer_written()
    {
        var seen = "first";
        _meter.CreateObservableGauge("seen", () => new Measurement<long>(1, new KeyValuePair<string, object?>("what", seen)), unit: null, description: "A gauge");

        Assert.Equal(1, Exposition.Read(Text()).Value("seen", ("what", "first")));
        seen = "second";
        var read = Exposition.Read(Text());

        Assert.Null(read.Value("seen", ("what", "first")));
        Assert.Equal(1, read.Value("seen", ("what", "second")));
    }

    [Fact]
    public void There_is_an_end_to_the_series_of_an_instrument()
    {
        var counter = _meter.CreateCounter<long>("made.up", "{thing}", "A counter");
        for (var i = 0; i < 5_000; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("key", $"value {i}"));
        }

        counter.Add(1, new KeyValuePair<string, object?>("key", "value 0"));
        var read = Exposition.Read(Text());

        Assert.Equal(1_001, read.Families["made_up_total"].Samples.Count);
        Assert.Equal(2, read.Value("made_up_total", ("key", "value 0")));
        Assert.Equal(4_000, read.Value("made_up_total", ("otel_metric_overflow", "true")));
    }

    [Fact]
    public async Task Nothing_is_lost_between_threads()
    {
        const int Threads = 8;
        const int Each = 20_000;
        var histogram = _meter.CreateHistogram("h", "s", "A histogram", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [1] });
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++)
            {
                histogram.Record(0.5, new KeyValuePair<string, object?>("key", $"value {i % 50}"));
                if (i % 1_000 == thread)
                {
                    Exposition.Read(Text());
                }
            }
        })));

        var read = Exposition.Read(Text());

        Assert.Equal(50, read.Families["h_seconds"].Samples.Count(static sample => sample.Name == "h_seconds_count"));
        Assert.Equal(Threads * Each, read.Total("h_seconds_count"));
        Assert.Equal(Threads * Each * 0.5, read.Total("h_seconds_sum"));
    }

    private string Text()
    {
        var text = new ExpositionText();
        _collector.Write(text);
        return Encoding.UTF8.GetString(text.Utf8.Span);
    }
}
