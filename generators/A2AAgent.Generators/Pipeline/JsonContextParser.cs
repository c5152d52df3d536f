using A2AAgent.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace A2AAgent.Generators.Pipeline;

/// <summary>Reads a class derived from <c>JsonSerializerContext</c>.</summary>
internal static class JsonContextParser
{
    /// <summary>Null when the class is no context, or one that cannot be named from outside.</summary>
    public static JsonContextModel? Parse(INamedTypeSymbol type)
    {
        if (!IsContext(type) || type is { IsGenericType: true } or { IsFileLocal: true })
        {
            return null;
        }

        return new(
            type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
            type.ContainingType is null ? NameScope.Escape(type.Name) : "",
            PrivateTo(type),
            IsGenerated(type),
            Types(type).ToEquatableArray());
    }

    public static bool IsContext(INamedTypeSymbol type) => type.BaseType is { Name: "JsonSerializerContext" } ancestor
        && ancestor.ToDisplayString() == KnownNames.JsonSerializerContext;

    // Of types with equal property names, System.Text.Json takes the first and warns about the others (SYSLIB1031).
    private static IEnumerable<JsonTypeModel> Types(INamedTypeSymbol context) => context.GetAttributes()
        .Select(Type)
        .OfType<JsonTypeModel>()
        .GroupBy(type => type.Property, StringComparer.Ordinal)
        .Select(types => types.First());

    private static JsonTypeModel? Type(AttributeData attribute)
    {
        if (!attribute.Is(KnownNames.JsonSerializableAttribute) || attribute.ConstructorArguments is not [{ Value: ITypeSymbol type }])
        {
            return null;
        }

        // A context that knows int? knows int as well.
        var json = JsonTypes.Describe(JsonTypes.WithoutNullable(type));
        return new AttributeReader(attribute).Text("TypeInfoPropertyName") is { Length: > 0 } name && !JsonTypes.IsNullableValue(type)
            ? json with { Property = name }
            : json;
    }

    private static string PrivateTo(INamedTypeSymbol type)
    {
        var privateTo = "";
        for (var level = type; level is not null; level = level.ContainingType)
        {
            if (level.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal))
            {
                privateTo = level.ContainingType?.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) ?? "";
            }
        }

        return privateTo;
    }

    // A context of another assembly is complete; one of this compilation gets its other half in the same build.
    private static bool IsGenerated(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.All(reference => reference.GetSyntax()
        .AncestorsAndSelf()
        .OfType<TypeDeclarationSyntax>()
        .All(declaration => declaration.Modifiers.Any(SyntaxKind.PartialKeyword)));
}
