using System.Collections.Immutable;
using System.Composition;
using A2AAgent.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;

namespace A2AAgent.CodeFixes;

/// <summary>Writes a JSON context with the types of an agent, behind the agent.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class CreateJsonContextFix : CodeFixProvider
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds => [Descriptors.NoJsonContext.Id];

    // Two agents need one context between them: fix one, and what the other lacks can be added to it.
    /// <inheritdoc />
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc />
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        const string Title = "Add a JSON context";
        context.RegisterCodeFix(
            CodeAction.Create(Title, cancellationToken => FixAsync(context.Document, context.Diagnostics[0], cancellationToken), Title),
            context.Diagnostics);
        return Task.CompletedTask;
    }

    private static async Task<Document> FixAsync(Document document, Diagnostic problem, CancellationToken cancellationToken)
    {
        var agent = await document.FindAsync<TypeDeclarationSyntax>(problem, cancellationToken).ConfigureAwait(false);
        var symbol = await document.FindTypeAsync(problem, cancellationToken).ConfigureAwait(false);
        var compilation = await document.Project.GetCompilationAsync(cancellationToken).ConfigureAwait(false);
        if (agent is null || symbol is null || compilation is null)
        {
            return document;
        }

        var editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        var attributes = JsonAttributes.Serializable(editor.Generator, problem, compilation);
        var context = editor.Generator.ClassDeclaration(
            FreeName(symbol),
            accessibility: Accessibility.Internal,
            modifiers: DeclarationModifiers.Sealed.WithPartial(true),
            baseType: JsonAttributes.ContextType(editor.Generator));
        editor.InsertAfter(agent, editor.Generator
            .AddAttributes(context, attributes.Prepend(JsonAttributes.WebDefaults(editor.Generator)))
            .WithAdditionalAnnotations(Formatter.Annotation));
        return editor.GetChangedDocument();
    }

    private static string FreeName(INamedTypeSymbol agent)
    {
        var name = $"{agent.Name}Json";
        while (agent.ContainingNamespace.GetMembers(name).Any())
        {
            name += "Context";
        }

        return name;
    }
}
