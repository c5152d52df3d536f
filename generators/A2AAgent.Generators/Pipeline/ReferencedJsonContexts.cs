using System.Runtime.CompilerServices;
using A2AAgent.Generators.Model;
using Microsoft.CodeAnalysis;

namespace A2AAgent.Generators.Pipeline;

/// <summary>Finds the public JSON contexts of referenced assemblies.</summary>
internal static class ReferencedJsonContexts
{
    // Roslyn keeps an assembly's symbol from one compilation to the next while its file stays the same: each is searched once.
    private static readonly ConditionalWeakTable<IAssemblySymbol, JsonContextModel[]> Cache = new();

    public static EquatableArray<JsonContextModel> Find(Compilation compilation, CancellationToken cancellationToken)
    {
        var found = new List<JsonContextModel>();
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols.Where(MayHaveContexts))
        {
            cancellationToken.ThrowIfCancellationRequested();
            found.AddRange(Cache.GetValue(assembly, static assembly => [.. Search(assembly.GlobalNamespace)]));
        }

        return found.ToEquatableArray();
    }

    private static bool MayHaveContexts(IAssemblySymbol assembly) =>
        !assembly.Name.StartsWith("System.", StringComparison.Ordinal)
        && !assembly.Name.StartsWith("Microsoft.", StringComparison.Ordinal)
        && assembly.Modules.Any(module => module.ReferencedAssemblies.Any(identity => identity.Name == "System.Text.Json"));

    private static IEnumerable<JsonContextModel> Search(INamespaceSymbol space) => space.GetTypeMembers()
        .Where(type => type.DeclaredAccessibility == Accessibility.Public)
        .Select(JsonContextParser.Parse)
        .OfType<JsonContextModel>()
        .Concat(space.GetNamespaceMembers().SelectMany(Search));
}
