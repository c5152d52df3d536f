using System.Globalization;
using System.Text;

namespace A2AAgent.Generators.Emitters;

/// <summary>Writes JSON values that may stand inside a raw UTF-8 literal.</summary>
internal static class JsonText
{
    private const int WideLine = 100;

    public static string Of(string text)
    {
        var json = new StringBuilder("\"");
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                json.Append(text[i]).Append(text[++i]);
            }
            else
            {
                Append(json, text[i]);
            }
        }

        return json.Append('"').ToString();
    }

    public static string Of(bool value) => value ? "true" : "false";

    /// <summary>A list on one line, or with an item on each when it is long.</summary>
    public static string Of(IEnumerable<string> items)
    {
        var texts = items.Select(Of).ToList();
        var line = $"[{string.Join(", ", texts)}]";
        return line.Length <= WideLine ? line : $"[\n{SourceFile.Indent(string.Join(",\n", texts), 2)}\n]";
    }

    /// <summary>A literal whose quotes outnumber any run of quotes in its text.</summary>
    public static string RawLiteral(string text, int indentation)
    {
        var quotes = new string('"', Math.Max(3, LongestRun(text) + 1));
        return $"{quotes}\n{SourceFile.Indent(text, indentation)}\n{new string(' ', indentation)}{quotes}";
    }

    private static void Append(StringBuilder json, char character) => _ = character switch
    {
        '"' => json.Append("\\\""),
        '\\' => json.Append("\\\\"),
        '\n' => json.Append("\\n"),
        '\r' => json.Append("\\r"),
        '\t' => json.Append("\\t"),
        _ when char.IsSurrogate(character) => json.Append('\uFFFD'), // Half a character: neither UTF-8 nor JSON can say it.
        _ when IsInvisible(character) => json.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture)),
        _ => json.Append(character),
    };

    // Also what C# takes for a line break, and marks that would let the text look like other text.
    private static bool IsInvisible(char character) => char.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static int LongestRun(string text)
    {
        var longest = 0;
        var run = 0;
        foreach (var character in text)
        {
            run = character == '"' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
