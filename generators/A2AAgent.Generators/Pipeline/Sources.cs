using A2AAgent.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace A2AAgent.Generators.Pipeline;

/// <summary>The pipeline's inputs: what each is found by, and the value that is made of it.</summary>
internal static class Sources
{
    public static IncrementalValuesProvider<AgentModel> Agents(this IncrementalGeneratorInitializationContext context) =>
        context.SyntaxProvider.ForAttributeWithMetadataName(KnownNames.AgentAttribute, IsClass, ReadAgent)
        .WhereNotNull()
        .WithTrackingName(Steps.Agents);

    public static IncrementalValueProvider<EquatableArray<JsonContextModel>> JsonContexts(
        this IncrementalGeneratorInitializationContext context)
    {
        var own = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.JsonSerializableAttribute, IsClass, ReadJsonContext)
            .WhereNotNull()
            .WithTrackingName(Steps.JsonContexts);

        var referenced = context.CompilationProvider
            .Select(ReferencedJsonContexts.Find)
            .WithTrackingName(Steps.ReferencedJsonContexts);

        return own.Collect()
            .Combine(referenced)
            .Select(static (both, _) => both.Left.Distinct().Concat(both.Right).ToEquatableArray())
            .WithTrackingName(Steps.AllJsonContexts);
    }

    private static bool IsClass(SyntaxNode node, CancellationToken cancellationToken) =>
        node is ClassDeclarationSyntax or RecordDeclarationSyntax;

    private static AgentModel? ReadAgent(GeneratorAttributeSyntaxContext found, CancellationToken cancellationToken)
    {
        var agent = (INamedTypeSymbol)found.TargetSymbol;
        if (IsRepetition(found, agent, cancellationToken))
        {
            return null;
        }

        var position = ((TypeDeclarationSyntax)found.TargetNode).Identifier.SpanStart;
        var scope = new NameScope(agent, found.SemanticModel, position);
        return new AgentParser(found.SemanticModel.Compilation, new(), scope).Parse(agent, cancellationToken);
    }

    private static JsonContextModel? ReadJsonContext(GeneratorAttributeSyntaxContext found, CancellationToken cancellationToken) =>
        JsonContextParser.Parse((INamedTypeSymbol)found.TargetSymbol);

    // The compiler reports a second [Agent] on another part of the class; here it would generate everything twice.
    private static bool IsRepetition(GeneratorAttributeSyntaxContext found, INamedTypeSymbol agent, CancellationToken cancellationToken)
    {
        var first = agent.GetAttributes().First(data => data.Is(KnownNames.AgentAttribute)).ApplicationSyntaxReference;
        return first?.GetSyntax(cancellationToken).FirstAncestorOrSelf<TypeDeclarationSyntax>() != found.TargetNode;
    }

    private static IncrementalValuesProvider<T> WhereNotNull<T>(this IncrementalValuesProvider<T?> values)
        where T : class => values.Where(static value => value is not null)!;
}
