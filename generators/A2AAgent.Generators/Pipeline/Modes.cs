using A2AAgent.Generators.Model;

namespace A2AAgent.Generators.Pipeline;

/// <summary>The media types that a signature implies.</summary>
internal static class Modes
{
    private const string Text = "text/plain";
    private const string Json = "application/json";

    /// <summary>Empty when the method takes any content or none: then the card's defaults hold.</summary>
    public static IEnumerable<string> Of(IEnumerable<ParameterModel> parameters)
    {
        var read = parameters.Where(parameter => parameter.IsRead).ToList();
        if (read.Any(parameter => parameter.Json is not null))
        {
            // A text part that holds JSON will do as well.
            return [Json, Text];
        }

        return read.Any(parameter => parameter.Reader.StartsWith("Text", StringComparison.Ordinal)) ? [Text] : [];
    }

    /// <summary>Empty when the content's type is known at run time only, or there is none.</summary>
    public static IEnumerable<string> Of(ResultModel result) => result.Content switch
    {
        ResultContent.Text => [Text],
        ResultContent.Json => [Json],
        _ => [],
    };

    /// <summary>The card's defaults: what any of the skills names, and plain text when none does.</summary>
    public static IReadOnlyList<string> Union(IEnumerable<EquatableArray<string>> modes)
    {
        var union = modes.SelectMany(mode => mode).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return union.Count > 0 ? union : [Text];
    }
}
