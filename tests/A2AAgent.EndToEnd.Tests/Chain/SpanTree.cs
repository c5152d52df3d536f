using System.Globalization;
using System.Text;
using A2AAgent.Tests.Telemetry.Otlp;

namespace A2AAgent.EndToEnd.Tests.Chain;

/// <summary>The spans of a trace, as a tree.</summary>
internal sealed class SpanTree(IEnumerable<OtlpSpan> spans)
{
    private readonly OtlpSpan[] _spans = [.. spans.OrderBy(static span => span.Start)];

    public OtlpSpan Root => Assert.Single(_spans, static span => span.ParentId.Length == 0);

    /// <summary>The spans that name a parent which is not there.</summary>
    public IEnumerable<OtlpSpan> Orphans => _spans.Where(span => span.ParentId.Length > 0 && _spans.All(other => other.SpanId != span.ParentId));

    public IEnumerable<OtlpSpan> ChildrenOf(OtlpSpan parent) => _spans.Where(span => span.ParentId == parent.SpanId);

    /// <summary>The names and services on the way from a span down: the only child of each that matches.</summary>
    public OtlpSpan Child(OtlpSpan parent, string service, string name, OtlpKind kind) =>
        Assert.Single(ChildrenOf(parent), span => (span.Service, span.Name, span.Kind) == (service, name, kind));

    /// <summary>One line for each span: its times from the beginning of the trace, and what it is.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var root in _spans.Where(static span => span.ParentId.Length == 0))
        {
            Write(text, root, root.Start, "");
        }

        return text.ToString();
    }

    private void Write(StringBuilder text, OtlpSpan span, DateTimeOffset zero, string indent)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"{(span.Start - zero).TotalMilliseconds,7:0.0} ms  {(span.End - span.Start).TotalMilliseconds,7:0.0} ms  {indent}{span.Service}: {span.Name} ({span.Kind.ToString().ToLowerInvariant()}{Binding(span)})");
        foreach (var happened in span.Events)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"                        {indent}  * {happened.Name}");
        }

        foreach (var child in ChildrenOf(span))
        {
            Write(text, child, zero, indent + "  ");
        }
    }

    private static string Binding(OtlpSpan span) => span["a2a.binding"] is { } binding ? ", " + binding : "";
}
