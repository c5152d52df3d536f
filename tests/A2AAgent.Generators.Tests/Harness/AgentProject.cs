using System.Collections.Immutable;
using System.Reflection;
using A2AAgent.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace A2AAgent.Generators.Tests.Harness;

/// <summary>An agent's sources after the compiler, both generators and the analyzer have seen them.</summary>
internal sealed class AgentProject
{
    private AgentProject(GeneratorDriverRunResult run, Compilation compilation, ImmutableArray<Diagnostic> diagnostics)
    {
        Run = run.Results.Single(result => result.Generator.GetGeneratorType() == typeof(AgentGenerator));
        Compilation = compilation;
        Reported = [.. diagnostics.Where(IsUnlimited).OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
        Complaints = [.. diagnostics.Where(diagnostic => !IsUnlimited(diagnostic) && diagnostic.Severity >= DiagnosticSeverity.Warning)];
    }

    /// <summary>What the agent generator did.</summary>
    public GeneratorRunResult Run { get; }

    /// <summary>The sources with everything that was generated.</summary>
    public Compilation Compilation { get; }

    /// <summary>What the analyzer reported.</summary>
    public ImmutableArray<Diagnostic> Reported { get; }

    /// <summary>What the compiler complains about, warnings included.</summary>
    public ImmutableArray<Diagnostic> Complaints { get; }

    /// <summary>Generated files by name, without the extension.</summary>
    public IReadOnlyDictionary<string, string> Files => Run.GeneratedSources.ToDictionary(
        source => source.HintName.Replace(".g.cs", "", StringComparison.Ordinal),
        source => source.SourceText.ToString(),
        StringComparer.Ordinal);

    public static Task<AgentProject> BuildAsync(params string[] sources) => BuildAsync(Compilations.Of(sources));

    public static async Task<AgentProject> BuildAsync(CSharpCompilation compilation)
    {
        var driver = NewDriver().RunGeneratorsAndUpdateCompilation(compilation, out var complete, out _, TestContext.Current.CancellationToken);
        var diagnostics = await complete
            .WithAnalyzers([new AgentAnalyzer()])
            .GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        return new(driver.GetRunResult(), complete, diagnostics);
    }

    public static GeneratorDriver NewDriver() => CSharpGeneratorDriver.Create(
        [new AgentGenerator().AsSourceGenerator(), JsonGenerator()],
        parseOptions: Compilations.ParseOptions,
        driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static ISourceGenerator JsonGenerator()
    {
        var type = Assembly.LoadFrom(Built.JsonGenerator).GetType("System.Text.Json.SourceGeneration.JsonSourceGenerator", throwOnError: true)!;
        return ((IIncrementalGenerator)Activator.CreateInstance(type)!).AsSourceGenerator();
    }

    // AD0001: an analyzer threw.
    private static bool IsUnlimited(Diagnostic diagnostic) =>
        diagnostic.Id.StartsWith("A2A", StringComparison.Ordinal) || diagnostic.Id == "AD0001";
}
