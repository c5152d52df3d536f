using System.Globalization;
using System.Text;

namespace A2AAgent.EndToEnd.Tests.Replicas.Load;

/// <summary>What a run has shown, counted; what should not be is told in words as well.</summary>
internal sealed class Findings
{
    private const int MostTold = 20;

    private readonly List<(string What, bool MustBeZero)> _rows = [];
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];

    /// <summary>What should not be, in words; the first of it.</summary>
    public string Faults => string.Join('\n', _faults);

    public bool HasFaults => _faults.Count > 0;

    public long this[string what] => _counts.GetValueOrDefault(what);

    /// <summary>Adds to a row of the table, which is in the order of first mention.</summary>
    public void Count(string what, long by = 1) => Add(what, by, mustBeZero: false);

    /// <summary>Counts something that should not be; also when there is none of it, so that the table says so.</summary>
    public void Fault(string what, long by = 1, string said = "")
    {
        Add(what, by, mustBeZero: true);
        if (by > 0 && _faults.Count < MostTold)
        {
            _faults.Add($"{what}: {said}");
        }
    }

    public string Table()
    {
        var table = new StringBuilder();
        foreach (var (what, mustBeZero) in _rows)
        {
            table.AppendLine(CultureInfo.InvariantCulture, $"{what,-72} {_counts[what],9:#,0}{(mustBeZero ? "  of 0" : "")}");
        }

        return table.ToString();
    }

    private void Add(string what, long by, bool mustBeZero)
    {
        if (_counts.TryAdd(what, by))
        {
            _rows.Add((what, mustBeZero));
        }
        else
        {
            _counts[what] += by;
        }
    }
}
