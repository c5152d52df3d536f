using System.Text;
using A2AAgent.Generators.Model;
using A2AAgent.Generators.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace A2AAgent.Generators.Emitters;

/// <summary>
/// Writes out in full the names that mean something else where the agent is, so that the emitters can use simple names and the usual
/// output stays readable.
/// </summary>
internal static class Qualifier
{
    public static string Apply(string source, EquatableArray<string> takenNames)
    {
        if (takenNames.Count == 0)
        {
            return source;
        }

        var taken = new HashSet<string>(takenNames, StringComparer.Ordinal);
        var result = new StringBuilder();
        var previous = SyntaxKind.None;
        foreach (var token in SyntaxFactory.ParseTokens(source))
        {
            var isQualified = previous is SyntaxKind.DotToken or SyntaxKind.ColonColonToken;
            result.Append(token.LeadingTrivia.ToFullString());
            if (token.IsKind(SyntaxKind.IdentifierToken) && !isQualified && taken.Contains(token.ValueText))
            {
                result.Append("global::").Append(RuntimeNames.Namespaces[token.ValueText]).Append('.');
            }

            result.Append(token.Text).Append(token.TrailingTrivia.ToFullString());
            previous = token.Kind();
        }

        return result.ToString();
    }
}
