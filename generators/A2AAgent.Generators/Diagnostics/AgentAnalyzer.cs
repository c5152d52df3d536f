using System.Collections.Immutable;
using A2AAgent.Generators.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace A2AAgent.Generators.Diagnostics;

/// <summary>Reports what is wrong with agents. It reads them exactly as the generator does.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AgentAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        if (context.Compilation.GetTypeByMetadataName(KnownNames.AgentAttribute) is null)
        {
            return;
        }

        var json = new JsonContextCheck(context.Compilation);
        context.RegisterSymbolAction(symbol => CheckType(symbol, json), SymbolKind.NamedType);
        context.RegisterSyntaxNodeAction(StraySkill.Check, SyntaxKind.Attribute);
        context.RegisterSyntaxNodeAction(StraySecurity.Check, SyntaxKind.Attribute);
    }

    private static void CheckType(SymbolAnalysisContext context, JsonContextCheck json)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!type.GetAttributes().Any(data => data.Is(KnownNames.AgentAttribute)))
        {
            return;
        }

        var findings = new Findings();
        new AgentParser(context.Compilation, findings).Parse(type, context.CancellationToken);
        json.Check(type, findings, context.CancellationToken);
        foreach (var problem in findings.Problems)
        {
            context.ReportDiagnostic(problem);
        }
    }
}
