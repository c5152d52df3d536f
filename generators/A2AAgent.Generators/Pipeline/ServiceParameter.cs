using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace A2AAgent.Generators.Pipeline;

/// <summary>Parameters that come from the call's services instead of the message.</summary>
internal static class ServiceParameter
{
    /// <summary>The attribute that says so, or null.</summary>
    public static AttributeData? AttributeOf(IParameterSymbol parameter) =>
        parameter.GetAttributes().FirstOrDefault(attribute => attribute.Is(KnownNames.FromKeyedServicesAttribute) || attribute.Is(KnownNames.FromServicesAttribute));

    /// <summary>The expression that gets the service.</summary>
    public static string Expression(IParameterSymbol parameter, AttributeData attribute, bool isOptional)
    {
        var type = parameter.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        var orNull = isOptional ? "OrNull" : "";
        return attribute.ConstructorArguments is [{ IsNull: false } key]
            ? $"context.KeyedService{orNull}<{type}>({key.ToCSharpString()})"
            : $"context.Service{orNull}<{type}>()";
    }

    /// <summary>True for an interface that cannot be read from JSON: neither a collection's nor one that says how.</summary>
    public static bool LooksLikeOne(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Interface
        && type.ContainingNamespace?.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal) != true
        && !type.GetAttributes().Any(attribute => attribute.Is(KnownNames.JsonConverterAttribute) || attribute.Is(KnownNames.JsonDerivedTypeAttribute));
}
