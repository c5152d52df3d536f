using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace A2AAgent.Generators.Tests.Harness;

/// <summary>Applies a code fix as an editor would.</summary>
internal static class Fixer
{
    /// <summary>Applies what the provider offers for the first problem that it can fix; gives the first source afterwards.</summary>
    public static async Task<string[]> ApplyAsync(CodeFixProvider provider, params string[] sources)
    {
        using var workspace = new AdhocWorkspace();
        var project = Project(workspace, sources);
        var reported = (await AgentProject.BuildAsync((CSharpCompilation)(await project.GetCompilationAsync())!)).Reported;
        var problem = reported.First(diagnostic => provider.FixableDiagnosticIds.Contains(diagnostic.Id));
        CodeAction? action = null;
        var document = project.GetDocument(problem.Location.SourceTree)!;
        await provider.RegisterCodeFixesAsync(new(document, problem, (offered, _) => action ??= offered, CancellationToken.None));

        var operations = await action!.GetOperationsAsync(CancellationToken.None);
        var solution = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        var changed = solution.GetProject(project.Id)!.Documents.Where(document => document.Name.StartsWith("Source", StringComparison.Ordinal));
        return await Task.WhenAll(changed.Select(async document => (await document.GetTextAsync()).ToString()));
    }

    private static Project Project(AdhocWorkspace workspace, string[] sources)
    {
        var project = workspace.AddProject("Tests.Agent", LanguageNames.CSharp)
            .WithCompilationOptions(Compilations.Options)
            .WithParseOptions(Compilations.ParseOptions)
            .AddMetadataReferences(Compilations.References);
        foreach (var tree in Compilations.Of(sources).SyntaxTrees)
        {
            project = project.AddDocument(tree.FilePath, tree.GetText(), filePath: tree.FilePath).Project;
        }

        return project;
    }
}
