using System.Globalization;
using System.Text;

namespace A2AAgent.Server.Diagnostics.Prometheus;

/// <summary>
/// Writes Prometheus's text format, version 0.0.4, which every collector of it reads. Not OpenMetrics, which has nothing more for what is
/// measured here.
/// </summary>
internal sealed class ExpositionText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private byte[] _bytes = new byte[8 * 1024];
    private int _length;

    public ReadOnlyMemory<byte> Utf8 => _bytes.AsMemory(0, _length);

    /// <summary>Begins a metric.</summary>
    public void Begin(string name, string type, string help)
    {
        Append("# HELP ");
        Append(name);
        Append(" ");
        AppendEscaped(help, isLabel: false);
        Append("\n# TYPE ");
        Append(name);
        Append(" ");
        Append(type);
        Append("\n");
    }

    /// <summary>One value.</summary>
    /// <param name="name">The metric.</param>
    /// <param name="suffix">What comes after its name.</param>
    /// <param name="tags">The tags.</param>
    /// <param name="bound">The bucket, when it is one.</param>
    /// <param name="value">The value.</param>
    public void Sample(string name, string suffix, ReadOnlySpan<KeyValuePair<string, object?>> tags, double? bound, double value)
    {
        Append(name);
        Append(suffix);
        var separator = "{";
        foreach (var tag in tags)
        {
            Append(separator);
            Append(MetricNames.Valid(tag.Key));
            Append("=\"");
            AppendEscaped(Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "", isLabel: true);
            Append("\"");
            separator = ",";
        }

        if (bound is { } upper)
        {
            Append(separator);
            Append("le=\"");
            Append(upper);
            Append("\"");
            separator = ",";
        }

        Append(separator == "," ? "} " : " ");
        Append(value);
        Append("\n");
    }

    /// <summary>One value without tags.</summary>
    public void Sample(string name, double value) => Sample(name, "", [], bound: null, value);

    private void Append(double value)
    {
        if (!double.IsFinite(value))
        {
            Append(double.IsNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf");
            return;
        }

        const int Longest = 32;
        Reserve(Longest);
        value.TryFormat(_bytes.AsSpan(_length), out var written, provider: CultureInfo.InvariantCulture);
        _length += written;
    }

    private void Append(string text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        _length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length));
    }

    private void AppendEscaped(string text, bool isLabel)
    {
        if (text.AsSpan().IndexOfAny('\\', '\n', '"') >= 0)
        {
            text = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
            text = isLabel ? text.Replace("\"", "\\\"", StringComparison.Ordinal) : text;
        }

        Append(text);
    }

    private void Reserve(int bytes)
    {
        if (_bytes.Length - _length < bytes)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + bytes));
        }
    }
}
