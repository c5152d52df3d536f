using Microsoft.CodeAnalysis.Text;

namespace A2AAgent.Generators.Tests.Harness;

/// <summary>A source with marks around the places where problems are expected: <c>[|like this|]</c>.</summary>
internal sealed record Marked(string Source, IReadOnlyList<TextSpan> Spans)
{
    private const string Open = "[|", Close = "|]";

    public static Marked Parse(string text)
    {
        var spans = new List<TextSpan>();
        for (var start = Find(text, Open, 0); start >= 0; start = Find(text, Open, start))
        {
            text = text.Remove(start, Open.Length);
            var end = Find(text, Close, start);
            text = text.Remove(end, Close.Length);
            spans.Add(TextSpan.FromBounds(start, end));
        }

        return new(text, spans);
    }

    private static int Find(string text, string mark, int from) => text.IndexOf(mark, from, StringComparison.Ordinal);
}
