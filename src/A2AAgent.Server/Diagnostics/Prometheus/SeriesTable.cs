namespace A2AAgent.Server.Diagnostics.Prometheus;

/// <summary>The series of one instrument by their tags. There is a limit to them; what comes with other tags then goes to one series more.</summary>
/// <remarks>Thread-safe; finding takes no lock. Tags are known by their order too: whoever measures keeps to one.</remarks>
internal sealed class SeriesTable(double[] boundaries, int most)
{
    /// <summary>How the standard for telemetry marks what is beyond such a limit.</summary>
    private static readonly KeyValuePair<string, object?>[] Overflow = [new("otel.metric.overflow", "true")];

    private readonly Lock _gate = new();
    private readonly List<Series> _all = [];
    private Series?[] _slots = new Series[8];
    private Series? _overflow;

    public Series Find(ReadOnlySpan<KeyValuePair<string, object?>> tags) => Find(_slots, tags, Series.HashOf(tags)) ?? Add(tags);

    /// <summary>All series, in the order in which they came.</summary>
    public Series[] ToArray()
    {
        lock (_gate)
        {
            return [.. _all];
        }
    }

    private static Series? Find(Series?[] slots, ReadOnlySpan<KeyValuePair<string, object?>> tags, uint hash)
    {
        for (var index = hash; Volatile.Read(ref slots[index & (slots.Length - 1)]) is { } series; index++)
        {
            if (series.Hash == hash && series.Has(tags))
            {
                return series;
            }
        }

        return null;
    }

    private Series Add(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_gate)
        {
            if (Find(_slots, tags, Series.HashOf(tags)) is { } known)
            {
                return known;
            }

            if (_all.Count >= most)
            {
                return _overflow ??= Keep(new Series(Overflow, boundaries));
            }

            var added = Keep(new Series(tags, boundaries));
            if (_all.Count * 2 > _slots.Length)
            {
                // Readers go on in the old ones meanwhile, which are not changed any more.
                var wider = new Series[_slots.Length * 2];
                _all.ForEach(series => Place(wider, series));
                Volatile.Write(ref _slots, wider);
            }
            else
            {
                Place(_slots, added);
            }

            return added;
        }
    }

    private Series Keep(Series series)
    {
        _all.Add(series);
        return series;
    }

    private static void Place(Series?[] slots, Series series)
    {
        var index = series.Hash;
        while (slots[index & (slots.Length - 1)] is not null)
        {
            index++;
        }

        Volatile.Write(ref slots[index & (slots.Length - 1)], series);
    }
}
