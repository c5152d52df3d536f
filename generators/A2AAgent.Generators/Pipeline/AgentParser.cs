using A2AAgent.Generators.Diagnostics;
using A2AAgent.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace A2AAgent.Generators.Pipeline;

/// <summary>Reads an [Agent] class. The generator and the analyzer both do, so that they never disagree.</summary>
internal sealed class AgentParser(Compilation compilation, Findings findings, NameScope? scope = null)
{
    private readonly KnownTypes _known = new(compilation);

    /// <summary>Null when the class cannot have a generated half.</summary>
    public AgentModel? Parse(INamedTypeSymbol agent, CancellationToken cancellationToken)
    {
        var attribute = new AttributeReader(agent.GetAttributes().First(data => data.Is(KnownNames.AgentAttribute)));
        var canBeGenerated = CheckClass(agent);
        var requirements = new RequirementParser(findings);
        var schemes = new SchemeParser(agent, findings, requirements).Parse();
        var security = new SecurityModel(schemes, requirements.Parse(agent));
        var card = new CardParser(agent, security, findings).Parse(attribute);
        var bindings = Bindings(agent, attribute);
        var skills = Skills(agent, requirements, cancellationToken);
        return canBeGenerated ? new(Class(agent), card, bindings, skills.ToEquatableArray()) : null;
    }

    private bool CheckClass(INamedTypeSymbol agent)
    {
        if (NotAnAgent(agent) is { } reason)
        {
            findings.Report(Descriptors.UnsupportedClass, Syntaxes.LocationOf(agent), agent.Name, reason);

            // Nobody can make an instance of an abstract class, but its generated half compiles.
            return agent is { IsAbstract: true, IsStatic: false, IsGenericType: false, ContainingType: null, IsFileLocal: false };
        }

        if (IsPartial(agent))
        {
            return true;
        }

        findings.Report(Descriptors.NotPartial, Syntaxes.LocationOf(agent), agent.Name);
        return false;
    }

    private static string? NotAnAgent(INamedTypeSymbol agent) => agent switch
    {
        { TypeKind: not TypeKind.Class } => "not a class",
        { IsStatic: true } => "static",
        { ContainingType: not null } => "nested in another type",
        { IsGenericType: true } => "generic",
        { IsFileLocal: true } => "local to its file",
        { IsAbstract: true } => "abstract",
        _ => null,
    };

    private static bool IsPartial(INamedTypeSymbol agent) => agent.DeclaringSyntaxReferences.All(reference =>
        reference.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    private BindingsModel Bindings(INamedTypeSymbol agent, AttributeReader attribute)
    {
        const int JsonRpc = 1, HttpJson = 2, Grpc = 4;
        var bindings = attribute.Number("Bindings") ?? (JsonRpc | HttpJson);
        if ((bindings & (JsonRpc | HttpJson | Grpc)) == 0)
        {
            findings.Report(Descriptors.NoBindings, attribute.LocationOf("Bindings"), agent.Name);
        }

        if ((bindings & Grpc) != 0 && !_known.HasGrpc)
        {
            findings.Report(Descriptors.GrpcPackage, attribute.LocationOf("Bindings"), agent.Name);
        }

        return new((bindings & JsonRpc) != 0, (bindings & HttpJson) != 0, (bindings & Grpc) != 0 && _known.HasGrpc);
    }

    private List<SkillModel> Skills(INamedTypeSymbol agent, RequirementParser requirements, CancellationToken cancellationToken)
    {
        var parser = new SkillParser(_known, findings, scope, requirements);
        var list = new SkillList(findings);
        foreach (var method in agent.GetMembers().OfType<IMethodSymbol>())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (method.GetAttributes().FirstOrDefault(data => data.Is(KnownNames.AgentSkillAttribute)) is { } data)
            {
                var attribute = new AttributeReader(data);
                list.Add(parser.Parse(method, attribute), method, attribute);
            }
        }

        if (list.IsEmpty)
        {
            findings.Report(Descriptors.NoSkills, Syntaxes.LocationOf(agent), agent.Name);
        }

        return list.Skills;
    }

    private static string Namespace(INamespaceSymbol space)
    {
        var format = SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);
        return space.IsGlobalNamespace ? "" : space.ToDisplayString(format);
    }

    private ClassModel Class(INamedTypeSymbol agent) => new(
        Namespace(agent.ContainingNamespace),
        NameScope.Escape(agent.Name),
        agent.IsRecord ? "record" : "class",
        HintNames.Of(agent),
        (scope?.TakenNames() ?? []).ToEquatableArray(),
        (scope?.ShadowedTypes() ?? []).ToEquatableArray(),
        Warnings.Of(agent).ToEquatableArray());
}
