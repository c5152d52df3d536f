using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace A2AAgent.CodeFixes;

internal static class DocumentExtensions
{
    /// <summary>The class that a problem is in.</summary>
    public static async Task<INamedTypeSymbol?> FindTypeAsync(
        this Document document, Diagnostic problem, CancellationToken cancellationToken) =>
        await document.FindAsync<TypeDeclarationSyntax>(problem, cancellationToken).ConfigureAwait(false) is { } declaration
        && await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
            ? model.GetDeclaredSymbol(declaration, cancellationToken) as INamedTypeSymbol
            : null;

    /// <summary>The innermost piece of source of that kind that a problem is in.</summary>
    public static async Task<T?> FindAsync<T>(this Document document, Diagnostic problem, CancellationToken cancellationToken)
        where T : SyntaxNode
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return root?.FindNode(problem.Location.SourceSpan).FirstAncestorOrSelf<T>();
    }
}
