using A2AAgent.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;

namespace A2AAgent.CodeFixes;

/// <summary>Writes the attributes of a JSON context.</summary>
internal static class JsonAttributes
{
    private const string Namespace = "System.Text.Json.Serialization";

    /// <summary>A [JsonSerializable] for each type that the problem is about.</summary>
    public static IEnumerable<SyntaxNode> Serializable(SyntaxGenerator generator, Diagnostic problem, Compilation compilation) =>
        from id in (problem.Properties[JsonContextCheck.TypesKey] ?? "").Split('\n')
        let type = DocumentationCommentId.GetFirstSymbolForReferenceId(id, compilation) as ITypeSymbol
        where type is not null
        select Attribute(generator, "JsonSerializable", generator.AttributeArgument(generator.TypeOfExpression(TypeName(generator, type))));

    /// <summary>The settings that the web uses: camel case, and case does not matter when reading.</summary>
    public static SyntaxNode WebDefaults(SyntaxGenerator generator) => Attribute(
        generator,
        "JsonSourceGenerationOptions",
        generator.AttributeArgument(generator.MemberAccessExpression(Name(generator, "System.Text.Json.JsonSerializerDefaults"), "Web")));

    public static SyntaxNode ContextType(SyntaxGenerator generator) => Name(generator, $"{Namespace}.JsonSerializerContext");

    private static SyntaxNode Attribute(SyntaxGenerator generator, string name, SyntaxNode argument)
    {
        var list = (AttributeListSyntax)generator.Attribute(Name(generator, $"{Namespace}.{name}"), [argument]);
        return list.WithAdditionalAnnotations(Simplifier.Annotation);
    }

    private static SyntaxNode TypeName(SyntaxGenerator generator, ITypeSymbol type) =>
        generator.TypeExpression(type, addImport: true).WithAdditionalAnnotations(Simplifier.Annotation);

    private static SyntaxNode Name(SyntaxGenerator generator, string dottedName) =>
        generator.DottedName(dottedName).WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation);
}
