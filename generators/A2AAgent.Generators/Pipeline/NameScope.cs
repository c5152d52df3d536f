using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace A2AAgent.Generators.Pipeline;

/// <summary>Says which names already mean something inside an agent class, so that generated members hide nothing.</summary>
internal sealed class NameScope(INamedTypeSymbol agent, SemanticModel model, int position)
{
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);

    /// <summary>Gives a member name that is free, the wanted one or one with a number behind it.</summary>
    public string Member(string wanted)
    {
        var name = wanted;
        for (var number = 2; !_given.Add(name) || IsMember(name) || Types(name).Length > 0; number++)
        {
            name = $"{wanted}{number}";
        }

        return name;
    }

    /// <summary>Names of runtime types that would mean something else in generated code, although it imports their namespaces.</summary>
    public IEnumerable<string> TakenNames() =>
        from name in RuntimeNames.Namespaces
        where IsMember(name.Key) || Types(name.Key).Any(found => found.ContainingNamespace?.ToDisplayString() != name.Value)
        select name.Key;

    /// <summary>Types next to the agent that a member of the agent hides.</summary>
    public IEnumerable<string> ShadowedTypes() => Lineage()
        .SelectMany(type => type.GetMembers())
        .Where(member => member.CanBeReferencedByName)
        .Select(member => member.Name)
        .Distinct(StringComparer.Ordinal)
        .Where(name => agent.ContainingNamespace.GetTypeMembers(name).Length > 0);

    /// <summary>An identifier as source writes it, with <c>@</c> where a keyword would be read.</summary>
    public static string Escape(string identifier) =>
        SyntaxFacts.GetKeywordKind(identifier) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(identifier) != SyntaxKind.None
            ? $"@{identifier}"
            : identifier;

    private bool IsMember(string name) => agent.Name == name || Lineage().Any(type => type.GetMembers(name).Length > 0);

    private ImmutableArray<ISymbol> Types(string name) => model.LookupNamespacesAndTypes(position, name: name);

    private IEnumerable<INamedTypeSymbol> Lineage()
    {
        for (INamedTypeSymbol? type = agent; type is not null; type = type.BaseType)
        {
            yield return type;
        }
    }
}
