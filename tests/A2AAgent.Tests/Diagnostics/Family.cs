using System.Globalization;

namespace A2AAgent.Tests.Diagnostics;

/// <summary>A metric with its samples, as the text format wants them.</summary>
internal sealed class Family(string name)
{
    private readonly List<Exposition.Sample> _samples = [];

    public string Name { get; } = name;

    public string? Help { get; set; }

    public string? Type { get; set; }

    public IReadOnlyList<Exposition.Sample> Samples => _samples;

    public void Add(Exposition.Sample sample)
    {
        Assert.NotNull(Type);
        Assert.Contains(sample.Name, Type == "histogram" ? new[] { $"{Name}_bucket", $"{Name}_sum", $"{Name}_count" } : [Name]);
        Assert.DoesNotContain(_samples, known => known.Key == sample.Key);
        _samples.Add(sample);
    }

    public void Check()
    {
        Assert.NotEmpty(Samples);
        Assert.False(string.IsNullOrWhiteSpace(Help), $"{Name} says nothing of itself");
        if (Type == "counter")
        {
            Assert.EndsWith("_total", Name, StringComparison.Ordinal);
            Assert.All(Samples, static sample => Assert.True(sample.Value >= 0));
        }
        else if (Type == "histogram")
        {
            Assert.All(Samples.GroupBy(static sample => sample.SeriesKey), CheckHistogram);
        }
    }

    private void CheckHistogram(IEnumerable<Exposition.Sample> series)
    {
        var samples = series.ToList();
        var buckets = samples.Where(sample => sample.Name == $"{Name}_bucket").ToList();
        var bounds = buckets.ConvertAll(static bucket => bucket.Labels["le"] is "+Inf" ? double.PositiveInfinity : double.Parse(bucket.Labels["le"], CultureInfo.InvariantCulture));
        Assert.Equal(bounds.Order(), bounds);
        Assert.Equal(double.PositiveInfinity, bounds[^1]);
        Assert.Equal(buckets.Select(static bucket => bucket.Value).Order(), buckets.Select(static bucket => bucket.Value));
        Assert.Equal(buckets[^1].Value, Assert.Single(samples, sample => sample.Name == $"{Name}_count").Value);
        Assert.Single(samples, sample => sample.Name == $"{Name}_sum");
        Assert.Equal(buckets.Count + 2, samples.Count);
    }
}
