using System.Text;
using Microsoft.CodeAnalysis;

namespace A2AAgent.Generators.Pipeline;

/// <summary>Names for generated files: readable, unique, and of characters that Roslyn accepts.</summary>
internal static class HintNames
{
    public static string Of(INamedTypeSymbol agent)
    {
        var hint = new StringBuilder();
        foreach (var character in agent.ToDisplayString())
        {
            // Identifiers may hold combining marks and connectors, which a file name given to Roslyn may not.
            _ = char.IsLetterOrDigit(character) || character is '.' or '_'
                ? hint.Append(character)
                : hint.Append('_').Append(((int)character).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
        }

        return hint.ToString();
    }
}
