using System.Collections.Immutable;
using A2AAgent.Generators.Model;
using A2AAgent.Generators.Pipeline;
using Microsoft.CodeAnalysis;

namespace A2AAgent.Generators.Diagnostics;

/// <summary>Sees to it that every type that a skill reads or writes as JSON is in a JSON context.</summary>
internal sealed class JsonContextCheck(Compilation compilation)
{
    /// <summary>Keys of what the code fixes find in a diagnostic: documentation ids of the context and of the types, by line.</summary>
    public const string ContextKey = "Context", TypesKey = "Types";

    private readonly Lazy<IReadOnlyList<(INamedTypeSymbol Symbol, JsonContextModel Model)>> _own = new(() => Own(compilation));

    public void Check(INamedTypeSymbol agent, Findings findings, CancellationToken cancellationToken)
    {
        if (findings.JsonUses.Count == 0)
        {
            return;
        }

        var visible = _own.Value.Where(own => AgentLinker.IsVisible(own.Model, agent)).ToList();
        var contexts = visible.Select(own => own.Model).Concat(ReferencedJsonContexts.Find(compilation, cancellationToken));
        var known = new HashSet<string>(contexts.SelectMany(context => context.Types).Select(type => type.Key), StringComparer.Ordinal);
        var missing = findings.JsonUses
            .GroupBy(use => use.Type.Key, StringComparer.Ordinal)
            .Where(uses => !known.Contains(uses.Key))
            .Select(uses => uses.First())
            .ToList();
        if (missing.Count > 0 && visible.Count == 0)
        {
            // One report for all of them: one fix makes the context with all of them in it.
            var (first, type) = (missing[0], Syntaxes.Display(missing[0].Symbol));
            findings.Report(Descriptors.NoJsonContext, first.Location, Properties(missing), first.SkillId, first.Verb, type);
        }
        else
        {
            var context = Nearest(visible.Select(own => own.Symbol), agent);
            missing.ForEach(use => Report(use, context!, findings));
        }
    }

    private static void Report(JsonUse use, INamedTypeSymbol context, Findings findings) => findings.Report(
        Descriptors.NotInJsonContext,
        use.Location,
        Properties([use], context),
        use.SkillId,
        use.Verb,
        Syntaxes.Display(use.Symbol),
        context.Name);

    private static ImmutableDictionary<string, string?> Properties(IEnumerable<JsonUse> missing, INamedTypeSymbol? context = null) =>
        ImmutableDictionary<string, string?>.Empty
            .Add(TypesKey, string.Join("\n", missing.Select(use => DocumentationCommentId.CreateReferenceId(use.Symbol))))
            .Add(ContextKey, context?.GetDocumentationCommentId());

    private static INamedTypeSymbol? Nearest(IEnumerable<INamedTypeSymbol> contexts, INamedTypeSymbol agent) => contexts
        .OrderByDescending(context => SymbolEqualityComparer.Default.Equals(context.ContainingNamespace, agent.ContainingNamespace))
        .FirstOrDefault();

    private static List<(INamedTypeSymbol Symbol, JsonContextModel Model)> Own(Compilation compilation)
    {
        var found = new List<(INamedTypeSymbol Symbol, JsonContextModel Model)>();
        var open = new Stack<INamespaceOrTypeSymbol>();
        open.Push(compilation.Assembly.GlobalNamespace);
        while (open.Count > 0)
        {
            foreach (var member in open.Pop().GetMembers().OfType<INamespaceOrTypeSymbol>())
            {
                open.Push(member);
                if (member is INamedTypeSymbol type && JsonContextParser.Parse(type) is { } model)
                {
                    found.Add((type, model));
                }
            }
        }

        return found;
    }
}
