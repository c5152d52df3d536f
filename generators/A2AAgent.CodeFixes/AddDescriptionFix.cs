using System.Collections.Immutable;
using System.Composition;
using A2AAgent.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace A2AAgent.CodeFixes;

/// <summary>Adds a Description for its author to fill in.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AddDescriptionFix : CodeFixProvider
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds => [Descriptors.NoAgentDescription.Id, Descriptors.NoSkillDescription.Id];

    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc />
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        const string Title = "Add a Description";
        context.RegisterCodeFix(
            CodeAction.Create(Title, cancellationToken => FixAsync(context.Document, context.Diagnostics[0], cancellationToken), Title),
            context.Diagnostics);
        return Task.CompletedTask;
    }

    private static async Task<Document> FixAsync(Document document, Diagnostic problem, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var attribute = await document.FindAsync<AttributeSyntax>(problem, cancellationToken).ConfigureAwait(false);
        if (root is null || attribute?.ArgumentList is not { } list)
        {
            return document;
        }

        var what = problem.Id == Descriptors.NoAgentDescription.Id ? "agent" : "skill";
        var text = SyntaxFactory.Literal($"TODO: what this {what} does");
        var value = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, text);
        var argument = list.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == "Description");
        var changed = argument is null
            ? list.AddArguments(SyntaxFactory.AttributeArgument(SyntaxFactory.NameEquals("Description"), null, value).NormalizeWhitespace())
            : list.ReplaceNode(argument.Expression, value);
        return document.WithSyntaxRoot(root.ReplaceNode(list, changed));
    }
}
