using System.Collections.Immutable;
using A2AAgent.Generators.Model;
using Microsoft.CodeAnalysis;

namespace A2AAgent.Generators.Diagnostics;

/// <summary>What turned up while an agent class was read. The analyzer reports it; the generator only wants the model.</summary>
internal sealed class Findings
{
    private readonly List<Diagnostic> _problems = [];
    private readonly List<JsonUse> _jsonUses = [];

    public IReadOnlyList<Diagnostic> Problems => _problems;

    public IReadOnlyList<JsonUse> JsonUses => _jsonUses;

    public void Report(DiagnosticDescriptor descriptor, Location? location, params object[] arguments) =>
        _problems.Add(Diagnostic.Create(descriptor, location, arguments));

    /// <param name="properties">What a code fix needs to know.</param>
    public void Report(
        DiagnosticDescriptor descriptor, Location? location, ImmutableDictionary<string, string?> properties, params object[] arguments) =>
        _problems.Add(Diagnostic.Create(descriptor, location, properties, arguments));

    public void Uses(JsonTypeModel type, ITypeSymbol symbol, Location? location, string skillId, string verb) =>
        _jsonUses.Add(new JsonUse(type, symbol.WithNullableAnnotation(NullableAnnotation.NotAnnotated), location, skillId, verb));
}

/// <summary>A place where a skill needs a type to be in a JSON context.</summary>
/// <param name="Verb"><c>takes</c> or <c>returns</c>.</param>
internal sealed record JsonUse(JsonTypeModel Type, ITypeSymbol Symbol, Location? Location, string SkillId, string Verb);
