using System.Diagnostics.Metrics;

namespace A2AAgent.Server.Diagnostics.Prometheus;

/// <summary>One instrument as Prometheus sees it, with everything that was measured by it.</summary>
internal sealed class Metric
{
    /// <summary>More than the operations, bindings and errors that there are.</summary>
    private const int MostSeries = 1_000;

    private readonly string _name;
    private readonly string _type;
    private readonly string _help;
    private readonly bool _isObserved;
    private readonly double[] _boundaries;
    private readonly SeriesTable _series;

    public Metric(Instrument instrument)
    {
        var isCounter = instrument is Counter<long> or Counter<double>;
        _name = MetricNames.Of(instrument.Name, instrument.Unit, isCounter);
        _help = instrument.Description ?? "";
        _isObserved = instrument.IsObservable;
        IsHistogram = instrument is Histogram<double>;
        _type = IsHistogram ? "histogram" : isCounter ? "counter" : "gauge";
        _boundaries = Copy((instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries ?? []);
        _series = new SeriesTable(_boundaries, MostSeries);
    }

    private bool IsHistogram { get; }

    public void Measure(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = _series.Find(tags);
        if (IsHistogram)
        {
            series.Record(value);
        }
        else if (_isObserved)
        {
            series.Set(value);
        }
        else
        {
            series.Add(value);
        }
    }

    /// <summary>Forgets what was found at the last look.</summary>
    public void BeginLook()
    {
        if (_isObserved)
        {
            Array.ForEach(_series.ToArray(), static series => series.IsCurrent = false);
        }
    }

    public void Write(ExpositionText text)
    {
        var all = Array.FindAll(_series.ToArray(), static series => series.IsCurrent);
        if (all.Length == 0)
        {
            return;
        }

        text.Begin(_name, _type, _help);
        foreach (var series in all)
        {
            if (IsHistogram)
            {
                WriteHistogram(text, series);
            }
            else
            {
                text.Sample(_name, "", series.Tags, bound: null, series.Sum());
            }
        }
    }

    /// <summary>By hand: what copies any sequence of numbers brings 10 KB to a native binary.</summary>
    private static double[] Copy(IReadOnlyList<double> boundaries)
    {
        var copy = new double[boundaries.Count];
        for (var index = 0; index < copy.Length; index++)
        {
            copy[index] = boundaries[index];
        }

        return copy;
    }

    /// <summary>The count is that of the buckets, whatever is measured meanwhile: readers check that.</summary>
    private void WriteHistogram(ExpositionText text, Series series)
    {
        var count = 0L;
        for (var bucket = 0; bucket <= _boundaries.Length; bucket++)
        {
            count += series.InBucket(bucket);
            text.Sample(_name, "_bucket", series.Tags, bucket < _boundaries.Length ? _boundaries[bucket] : double.PositiveInfinity, count);
        }

        text.Sample(_name, "_sum", series.Tags, bound: null, series.Sum());
        text.Sample(_name, "_count", series.Tags, bound: null, count);
    }
}
