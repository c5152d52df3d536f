using System.Collections.Immutable;
using System.Composition;
using A2AAgent.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace A2AAgent.CodeFixes;

/// <summary>Makes an agent class partial.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MakePartialFix : CodeFixProvider
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds => [Descriptors.NotPartial.Id];

    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc />
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        const string Title = "Make the class partial";
        context.RegisterCodeFix(
            CodeAction.Create(Title, cancellationToken => FixAsync(context.Document, context.Diagnostics[0], cancellationToken), Title),
            context.Diagnostics);
        return Task.CompletedTask;
    }

    private static async Task<Solution> FixAsync(Document document, Diagnostic problem, CancellationToken cancellationToken)
    {
        var editor = new SolutionEditor(document.Project.Solution);
        var agent = await document.FindTypeAsync(problem, cancellationToken).ConfigureAwait(false);
        foreach (var reference in agent?.DeclaringSyntaxReferences ?? [])
        {
            var declaration = (TypeDeclarationSyntax)await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false);
            if (document.Project.GetDocument(declaration.SyntaxTree) is { } part && !declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                var edited = await editor.GetDocumentEditorAsync(part.Id, cancellationToken).ConfigureAwait(false);
                edited.SetModifiers(declaration, edited.Generator.GetModifiers(declaration).WithPartial(true));
            }
        }

        return editor.GetChangedSolution();
    }
}
