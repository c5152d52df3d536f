using System.Numerics;

namespace A2AAgent.Server.Diagnostics.Prometheus;

/// <summary>
/// What was measured under one set of tags: a sum and, for a histogram, how many measurements fell into each bucket. Each processor adds
/// to cells of its own, so that threads do not wait for each other; who reads adds those up.
/// </summary>
/// <remarks>Thread-safe, without locks. Nothing is allocated once every processor has its cells.</remarks>
internal sealed class Series
{
    private const int MostStripes = 16;

    private static readonly int Stripes = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(Environment.ProcessorCount, MostStripes));

    private readonly KeyValuePair<string, object?>[] _tags;
    private readonly double[] _boundaries;
    private readonly long[]?[] _stripes = new long[Stripes][];

    /// <param name="tags">The tags.</param>
    /// <param name="boundaries">Where buckets end; empty for what has none.</param>
    public Series(ReadOnlySpan<KeyValuePair<string, object?>> tags, double[] boundaries) => (_tags, _boundaries, Hash) = (tags.ToArray(), boundaries, HashOf(tags));

    public ReadOnlySpan<KeyValuePair<string, object?>> Tags => _tags;

    public uint Hash { get; }

    /// <summary>False while what is looked at has not been there at the newest look. What is counted is always there.</summary>
    public bool IsCurrent { get; set; } = true;

    /// <summary>Few values are known, most are of different length, and where they differ they do so at the ends: no need to read them whole.</summary>
    public static uint HashOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = (uint)tags.Length;
        foreach (var tag in tags)
        {
            hash = (hash * 31) + (tag.Value is string { Length: > 0 } text
                ? ((uint)text.Length * 961) + ((uint)text[0] * 31) + text[^1]
                : (uint)(tag.Value?.GetHashCode() ?? 0));
        }

        hash *= 0x9E3779B1;
        return hash ^ (hash >> 16);
    }

    public bool Has(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.Length != _tags.Length)
        {
            return false;
        }

        for (var index = 0; index < tags.Length; index++)
        {
            if (tags[index].Key != _tags[index].Key || !Equals(tags[index].Value, _tags[index].Value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Adds to the sum.</summary>
    public void Add(double value) => Add(ref Cells()[0], value);

    /// <summary>Adds to the sum and to the bucket.</summary>
    public void Record(double value)
    {
        var bucket = 0;
        while (bucket < _boundaries.Length && !(value <= _boundaries[bucket]))
        {
            bucket++;
        }

        var cells = Cells();
        Interlocked.Increment(ref cells[1 + bucket]);
        Add(ref cells[0], value);
    }

    /// <summary>Makes a value the sum. Not to be mixed with the others; called by one thread at a time.</summary>
    public void Set(double value)
    {
        IsCurrent = true;
        (_stripes[0] ??= New())[0] = BitConverter.DoubleToInt64Bits(value);
    }

    public double Sum()
    {
        var sum = 0d;
        foreach (var cells in _stripes)
        {
            sum += cells is null ? 0 : BitConverter.Int64BitsToDouble(Volatile.Read(ref cells[0]));
        }

        return sum;
    }

    /// <summary>How many measurements fell into a bucket.</summary>
    public long InBucket(int bucket)
    {
        var count = 0L;
        foreach (var cells in _stripes)
        {
            count += cells is null ? 0 : Volatile.Read(ref cells[1 + bucket]);
        }

        return count;
    }

    private long[] Cells()
    {
        ref var cells = ref _stripes[Thread.GetCurrentProcessorId() & (Stripes - 1)];
        return Volatile.Read(ref cells) ?? Interlocked.CompareExchange(ref cells, New(), null) ?? cells!;
    }

    /// <summary>The sum, the buckets, and the bucket of what is above them all.</summary>
    private long[] New() => new long[2 + _boundaries.Length];

    private static void Add(ref long cell, double value)
    {
        var seen = Volatile.Read(ref cell);
        while (true)
        {
            var sum = BitConverter.DoubleToInt64Bits(BitConverter.Int64BitsToDouble(seen) + value);
            var found = Interlocked.CompareExchange(ref cell, sum, seen);
            if (found == seen)
            {
                return;
            }

            seen = found;
        }
    }
}
