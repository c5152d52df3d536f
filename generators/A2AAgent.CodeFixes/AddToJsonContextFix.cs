using System.Collections.Immutable;
using System.Composition;
using A2AAgent.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace A2AAgent.CodeFixes;

/// <summary>Adds [JsonSerializable] for a skill's type to the JSON context that there is.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AddToJsonContextFix : CodeFixProvider
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds => [Descriptors.NotInJsonContext.Id];

    // Several lines for one class, made apart from each other, would overwrite one another.
    /// <inheritdoc />
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var problem = context.Diagnostics[0];
        var compilation = await context.Document.Project.GetCompilationAsync(context.CancellationToken).ConfigureAwait(false);
        if (compilation is null || Context(problem, compilation) is not { } target)
        {
            return;
        }

        var title = $"Add [JsonSerializable] to '{target.Name}'";
        context.RegisterCodeFix(
            CodeAction.Create(title, cancellationToken => FixAsync(context.Document.Project, problem, cancellationToken), title),
            context.Diagnostics);
    }

    private static async Task<Solution> FixAsync(Project project, Diagnostic problem, CancellationToken cancellationToken)
    {
        var compilation = await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false);
        if (compilation is null || Context(problem, compilation) is not { DeclaringSyntaxReferences: [var reference, ..] })
        {
            return project.Solution;
        }

        var declaration = await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false);
        var document = project.GetDocument(declaration.SyntaxTree)!;
        var editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        foreach (var attribute in JsonAttributes.Serializable(editor.Generator, problem, compilation))
        {
            editor.AddAttribute(declaration, attribute);
        }

        return editor.GetChangedDocument().Project.Solution;
    }

    private static INamedTypeSymbol? Context(Diagnostic problem, Compilation compilation) =>
        problem.Properties.TryGetValue(JsonContextCheck.ContextKey, out var id) && id is not null
            ? DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) as INamedTypeSymbol
            : null;
}
