using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace A2AAgent.Tests.Diagnostics;

/// <summary>Reads Prometheus's text format, version 0.0.4, and takes nothing that the format does not allow.</summary>
internal sealed partial class Exposition
{
    /// <summary>In milliseconds: no line is so long.</summary>
    private const int Longest = 30_000;

    private readonly Dictionary<string, Family> _families = [];

    private Exposition(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
        Family? family = null;
        foreach (var line in text[..^1].Split('\n'))
        {
            family = line.StartsWith('#') ? Comment(line, family) : Read(line, family);
        }

        foreach (var read in _families.Values)
        {
            read.Check();
        }
    }

    public IReadOnlyDictionary<string, Family> Families => _families;

    public static Exposition Read(string text) => new(text);

    /// <summary>The value of a sample that has these labels and no others; null when there is none.</summary>
    public double? Value(string name, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        var wanted = new Dictionary<string, string>();
        foreach (var (label, value) in labels)
        {
            wanted.Add(label, value);
        }

        foreach (var sample in _families.Values.SelectMany(static family => family.Samples))
        {
            if (sample.Name == name && sample.Labels.Count == wanted.Count && wanted.All(label => sample.Labels.GetValueOrDefault(label.Key) == label.Value))
            {
                return sample.Value;
            }
        }

        return null;
    }

    /// <summary>The sum over all samples of a name that have these labels among theirs.</summary>
    public double Total(string name, params (string Name, string Value)[] labels) => _families.Values.SelectMany(static family => family.Samples)
        .Where(sample => sample.Name == name && labels.All(label => sample.Labels.GetValueOrDefault(label.Name) == label.Value))
        .Sum(static sample => sample.Value);

    private Family Comment(string line, Family? current)
    {
        var match = Comments().Match(line);
        Assert.True(match.Success, line);
        var (kind, name, rest) = (match.Groups["kind"].Value, match.Groups["name"].Value, match.Groups["text"].Value);
        if (current?.Name != name)
        {
            current = new Family(name);
            Assert.True(_families.TryAdd(name, current), $"{name} comes twice");
        }

        Assert.Empty(current.Samples);
        if (kind == "HELP")
        {
            Assert.Null(current.Help);
            current.Help = Unescape(rest, quotes: false);
        }
        else
        {
            Assert.Null(current.Type);
            Assert.Contains(rest, new[] { "counter", "gauge", "histogram" });
            current.Type = rest;
        }

        return current;
    }

    private static Family Read(string line, Family? family)
    {
        var match = Lines().Match(line);
        Assert.True(match.Success, line);
        Assert.NotNull(family);
        var labels = new Dictionary<string, string>();
        foreach (Match label in Labels().Matches(match.Groups["labels"].Value))
        {
            Assert.True(labels.TryAdd(label.Groups["name"].Value, Unescape(label.Groups["value"].Value, quotes: true)), line);
        }

        family.Add(new Sample(match.Groups["name"].Value, labels, Number(match.Groups["value"].Value)));
        return family;
    }

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        "NaN" => double.NaN,
        _ => double.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture),
    };

    private static string Unescape(string text, bool quotes)
    {
        var read = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            read.Append((text[i], i + 1 < text.Length ? text[i + 1] : ' ') switch
            {
                ('\\', '\\') => text[++i],
                ('\\', 'n') => text[++i] == 'n' ? '\n' : ' ',
                ('\\', '"') when quotes => text[++i],
                ('\\', _) => throw new FormatException($"'{text}' has an escape that there is not."),
                var (plain, _) => plain,
            });
        }

        return read.ToString();
    }

    [GeneratedRegex("^# (?<kind>HELP|TYPE) (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<text>.*)$", RegexOptions.ExplicitCapture, Longest)]
    private static partial Regex Comments();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<labels>[a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\.)*"(,[a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\.)*")*)\})? (?<value>[-+.0-9a-zA-Z]+)$""", RegexOptions.ExplicitCapture, Longest)]
    private static partial Regex Lines();

    [GeneratedRegex("""(?<name>[a-zA-Z_][a-zA-Z0-9_]*)="(?<value>([^"\\]|\\.)*)"(,|$)""", RegexOptions.ExplicitCapture, Longest)]
    private static partial Regex Labels();

    internal sealed record Sample(string Name, Dictionary<string, string> Labels, double Value)
    {
        /// <summary>What tells samples of one name apart.</summary>
        public string Key => Name + string.Join(',', Labels.OrderBy(static label => label.Key, StringComparer.Ordinal).Select(static label => $"{label.Key}={label.Value}"));

        public string SeriesKey => string.Join(',', Labels.Where(static label => label.Key != "le").OrderBy(static label => label.Key, StringComparer.Ordinal).Select(static label => $"{label.Key}={label.Value}"));
    }
}
