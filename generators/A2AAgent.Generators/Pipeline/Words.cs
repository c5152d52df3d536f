using System.Globalization;
using System.Text;

namespace A2AAgent.Generators.Pipeline;

/// <summary>The words of a skill's identifier: what its name and tags are made from when they are not given.</summary>
internal static class Words
{
    public static string Title(string id) =>
        string.Join(" ", Of(id).Select(word => char.ToUpper(word[0], CultureInfo.InvariantCulture) + word.Substring(1)));

    public static IEnumerable<string> Tags(string id) => Of(id).Select(word => word.ToLowerInvariant()).Distinct(StringComparer.Ordinal);

    private static IReadOnlyList<string> Of(string id) => [.. Split(id).DefaultIfEmpty(id)];

    private static IEnumerable<string> Split(string id)
    {
        var word = new StringBuilder();
        for (var i = 0; i < id.Length; i++)
        {
            var isSeparator = id[i] is '-' or '_' or '.';
            if (word.Length > 0 && (isSeparator || (char.IsUpper(id[i]) && char.IsLower(id[i - 1]))))
            {
                yield return word.ToString();
                word.Clear();
            }

            if (!isSeparator)
            {
                word.Append(id[i]);
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }
}
