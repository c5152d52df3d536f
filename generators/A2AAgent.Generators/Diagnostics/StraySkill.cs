using A2AAgent.Generators.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace A2AAgent.Generators.Diagnostics;

/// <summary>Finds [AgentSkill] where no agent would see it.</summary>
internal static class StraySkill
{
    public static void Check(SyntaxNodeAnalysisContext context)
    {
        var attribute = (AttributeSyntax)context.Node;
        if (!MayBeSkill(attribute) || !IsSkill(attribute, context) || attribute.Parent?.Parent is not { } target)
        {
            return;
        }

        if (target is LocalFunctionStatementSyntax local)
        {
            Report(context, local.Identifier.GetLocation(), local.Identifier.ValueText, "a local function");
        }
        else if (target is LambdaExpressionSyntax)
        {
            Report(context, attribute.GetLocation(), "=>", "a lambda");
        }
        else if (Owner(target, context) is { } owner && !owner.GetAttributes().Any(data => data.Is(KnownNames.AgentAttribute)))
        {
            var name = (target as MethodDeclarationSyntax)?.Identifier.ValueText ?? target.ToString();
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.StraySkill, attribute.GetLocation(), name, owner.Name));
        }
    }

    // By its name, before anything is bound: this runs for every attribute of the compilation.
    private static bool MayBeSkill(AttributeSyntax attribute)
    {
        var name = attribute.Name is QualifiedNameSyntax qualified ? qualified.Right : attribute.Name;
        return name is SimpleNameSyntax { Identifier.ValueText: "AgentSkill" or "AgentSkillAttribute" };
    }

    private static bool IsSkill(AttributeSyntax attribute, SyntaxNodeAnalysisContext context) =>
        context.SemanticModel.GetTypeInfo(attribute, context.CancellationToken).Type?.ToDisplayString() == KnownNames.AgentSkillAttribute;

    private static INamedTypeSymbol? Owner(SyntaxNode target, SyntaxNodeAnalysisContext context) =>
        target.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration
            ? context.SemanticModel.GetDeclaredSymbol(declaration, context.CancellationToken) as INamedTypeSymbol
            : null;

    private static void Report(SyntaxNodeAnalysisContext context, Location location, string name, string reason) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.NotAMethod, location, name, reason));
}
