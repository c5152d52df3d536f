using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace A2AAgent.Generators.Pipeline;

/// <summary>Reads an attribute's arguments by name; whatever is missing or of the wrong type reads as the default.</summary>
internal sealed class AttributeReader(AttributeData attribute)
{
    public Location? Location => attribute.ApplicationSyntaxReference is { } reference
        ? Location.Create(reference.SyntaxTree, reference.Span)
        : null;

    /// <summary>The constructor's first argument.</summary>
    public string First => TextAt(0);

    public Location? FirstLocation => LocationAt(0);

    public string TextAt(int index) => Positional(index) is { Kind: TypedConstantKind.Primitive, Value: string text } ? text : "";

    public int? NumberAt(int index) => Positional(index) is { Kind: TypedConstantKind.Enum, Value: int number } ? number : null;

    public IReadOnlyList<string> TextsAt(int index) => Positional(index) is { Kind: TypedConstantKind.Array, IsNull: false } value
        ? [.. value.Values.Select(item => item.Value as string ?? "")]
        : [];

    /// <summary>Where one of the constructor's arguments is written, or else the attribute.</summary>
    public Location? LocationAt(int index) =>
        Arguments().Where(argument => argument.NameEquals is null).ElementAtOrDefault(index)?.Expression.GetLocation() ?? Location;

    public bool Has(string name) => attribute.NamedArguments.Any(argument => argument.Key == name);

    public string Text(string name, string otherwise = "") => Value(name) is { Kind: TypedConstantKind.Primitive } value
        ? value.Value as string ?? ""
        : otherwise;

    public bool Flag(string name, bool otherwise = false) => Value(name)?.Value is bool flag ? flag : otherwise;

    public int? Number(string name) => Value(name) is { Kind: TypedConstantKind.Enum, Value: int number } ? number : null;

    public IReadOnlyList<string> Texts(string name) => Value(name) is { Kind: TypedConstantKind.Array, IsNull: false } value
        ? [.. value.Values.Select(item => item.Value as string ?? "")]
        : [];

    /// <summary>Where an argument's value is written, or else the attribute.</summary>
    public Location? LocationOf(string name) => Expression(name)?.GetLocation() ?? Location;

    /// <summary>Where an item of an argument's list is written, or else the list.</summary>
    public Location? LocationOf(string name, int index)
    {
        var items = Expression(name) switch
        {
            CollectionExpressionSyntax list => list.Elements.Select(item => (SyntaxNode)item),
            ArrayCreationExpressionSyntax { Initializer: { } list } => list.Expressions,
            ImplicitArrayCreationExpressionSyntax { Initializer: { } list } => list.Expressions,
            _ => [],
        };

        return items.ElementAtOrDefault(index)?.GetLocation() ?? LocationOf(name);
    }

    private TypedConstant? Positional(int index) =>
        index < attribute.ConstructorArguments.Length ? attribute.ConstructorArguments[index] : null;

    private TypedConstant? Value(string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
            {
                return argument.Value;
            }
        }

        return null;
    }

    private ExpressionSyntax? Expression(string name) =>
        Arguments().FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name)?.Expression;

    private SeparatedSyntaxList<AttributeArgumentSyntax> Arguments() =>
        attribute.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { ArgumentList: { } list } ? list.Arguments : default;
}

internal static class AttributeDataExtensions
{
    public static bool Is(this AttributeData attribute, string metadataName) =>
        attribute.AttributeClass is { ContainingType: null } type && metadataName.EndsWith(type.Name, StringComparison.Ordinal)
        && type.ToDisplayString() == metadataName;
}
