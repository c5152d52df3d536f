using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace A2AAgent.Generators.Pipeline;

/// <summary>Where the parts of a declaration are written.</summary>
internal static class Syntaxes
{
    public static Location? LocationOf(ISymbol symbol) => symbol.Locations.FirstOrDefault();

    public static Location? TypeLocationOf(IParameterSymbol parameter) =>
        (Declaration(parameter) as ParameterSyntax)?.Type?.GetLocation() ?? LocationOf(parameter);

    /// <summary>The result's type, or its type argument that many levels deep.</summary>
    public static Location? ResultLocationOf(IMethodSymbol method, int depth = 0)
    {
        if (Declaration(method) is not MethodDeclarationSyntax { ReturnType: var type })
        {
            return LocationOf(method);
        }

        while (depth-- > 0 && LastName(type) is GenericNameSyntax { TypeArgumentList.Arguments: [var argument] })
        {
            type = argument;
        }

        return type.GetLocation();
    }

    /// <summary>A type as its user would write it.</summary>
    public static string Display(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private static TypeSyntax LastName(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right,
        AliasQualifiedNameSyntax qualified => qualified.Name,
        _ => type,
    };

    private static SyntaxNode? Declaration(ISymbol symbol) => symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
}
