using A2AAgent.Generators.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace A2AAgent.Generators.Diagnostics;

/// <summary>Finds security attributes where no agent would see them: code that looks protected and is not.</summary>
internal static class StraySecurity
{
    private const string Suffix = "Attribute";

    private static readonly string[] Names =
    [
        KnownNames.ApiKeySecurityAttribute, KnownNames.BearerSecurityAttribute, KnownNames.OAuth2SecurityAttribute,
        KnownNames.OpenIdConnectSecurityAttribute, KnownNames.MutualTlsSecurityAttribute, KnownNames.RequireSecurityAttribute,
    ];

    public static void Check(SyntaxNodeAnalysisContext context)
    {
        var attribute = (AttributeSyntax)context.Node;
        if (!MayBeSecurity(attribute) || attribute.Parent?.Parent is not { } target
            || context.SemanticModel.GetTypeInfo(attribute, context.CancellationToken).Type is not { } type
            || !Names.Contains(type.ToDisplayString(), StringComparer.Ordinal))
        {
            return;
        }

        var marked = context.SemanticModel.GetDeclaredSymbol(target, context.CancellationToken);
        if (Mistake(marked) is { } mistake)
        {
            var name = type.Name.Substring(0, type.Name.Length - Suffix.Length);
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.StraySecurity, attribute.GetLocation(), marked?.Name ?? "=>", name, mistake));
        }
    }

    // By its name, before anything is bound: this runs for every attribute of the compilation.
    private static bool MayBeSecurity(AttributeSyntax attribute)
    {
        var name = attribute.Name is QualifiedNameSyntax qualified ? qualified.Right : attribute.Name;
        return name is SimpleNameSyntax { Identifier.ValueText: var text }
            && (text.EndsWith("Security", StringComparison.Ordinal) || text.EndsWith("Security" + Suffix, StringComparison.Ordinal));
    }

    private static string? Mistake(ISymbol? marked) => marked switch
    {
        INamedTypeSymbol type when !Has(type, KnownNames.AgentAttribute) => "not an [Agent]",
        IMethodSymbol method when !Has(method, KnownNames.AgentSkillAttribute) => "not an [AgentSkill] method",
        null => "not an [AgentSkill] method",
        _ => null,
    };

    private static bool Has(ISymbol symbol, string attribute) => symbol.GetAttributes().Any(data => data.Is(attribute));
}
