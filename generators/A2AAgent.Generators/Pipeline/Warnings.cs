using Microsoft.CodeAnalysis;

namespace A2AAgent.Generators.Pipeline;

/// <summary>The warnings that calls of an agent's methods would give in generated code, where their author cannot suppress them.</summary>
internal static class Warnings
{
    public static IEnumerable<string> Of(INamedTypeSymbol agent) => agent.GetMembers()
        .OfType<IMethodSymbol>()
        .Where(method => method.GetAttributes().Any(data => data.Is(KnownNames.AgentSkillAttribute)))
        .SelectMany(Of)
        .Distinct(StringComparer.Ordinal)
        .OrderBy(id => id, StringComparer.Ordinal);

    private static IEnumerable<string> Of(IMethodSymbol method)
    {
        foreach (var attribute in method.GetAttributes())
        {
            if (attribute.Is("System.ObsoleteAttribute"))
            {
                yield return attribute.ConstructorArguments.Length == 0 ? "CS0612" : "CS0618";
            }
            else if (attribute.Is("System.Diagnostics.CodeAnalysis.ExperimentalAttribute")
                && new AttributeReader(attribute).First is { Length: > 0 } id
                && id.All(character => char.IsLetterOrDigit(character) || character == '_'))
            {
                yield return id;
            }
        }

        // System.Text.Json's generated properties forget that a type argument may be null.
        if (method.Parameters.Select(parameter => parameter.Type).Append(Awaited(method.ReturnType)).Any(HasNullableInside))
        {
            yield return "CS8620";
        }
    }

    private static bool HasNullableInside(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsNullable(array.ElementType) || HasNullableInside(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(argument => IsNullable(argument) || HasNullableInside(argument)),
        _ => false,
    };

    private static ITypeSymbol Awaited(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] } ? result : type;

    private static bool IsNullable(ITypeSymbol type) => type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated };
}
