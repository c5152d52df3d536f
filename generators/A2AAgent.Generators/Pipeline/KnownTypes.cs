using Microsoft.CodeAnalysis;

namespace A2AAgent.Generators.Pipeline;

/// <summary>The types of one compilation that have a meaning in a skill's signature. One that is not referenced equals none.</summary>
internal sealed class KnownTypes(Compilation compilation)
{
    private readonly INamedTypeSymbol? _message = Find(compilation, "A2AAgent.Protocol.Message");
    private readonly INamedTypeSymbol? _part = Find(compilation, "A2AAgent.Protocol.Part");
    private readonly INamedTypeSymbol? _artifact = Find(compilation, "A2AAgent.Protocol.Artifact");
    private readonly INamedTypeSymbol? _context = Find(compilation, "A2AAgent.Server.SkillContext");
    private readonly INamedTypeSymbol? _result = Find(compilation, "A2AAgent.Server.SkillResult");
    private readonly INamedTypeSymbol? _resultOf = Find(compilation, "A2AAgent.Server.SkillResult`1");
    private readonly INamedTypeSymbol? _cancellationToken = Find(compilation, "System.Threading.CancellationToken");
    private readonly INamedTypeSymbol? _task = Find(compilation, "System.Threading.Tasks.Task");
    private readonly INamedTypeSymbol? _taskOf = Find(compilation, "System.Threading.Tasks.Task`1");
    private readonly INamedTypeSymbol? _valueTask = Find(compilation, "System.Threading.Tasks.ValueTask");
    private readonly INamedTypeSymbol? _valueTaskOf = Find(compilation, "System.Threading.Tasks.ValueTask`1");
    private readonly INamedTypeSymbol? _stream = Find(compilation, "System.Collections.Generic.IAsyncEnumerable`1");

    public bool HasGrpc { get; } = Find(compilation, KnownNames.GrpcEndpoints) is not null;

    public bool IsMessage(ITypeSymbol type) => Same(type, _message);

    public bool IsPart(ITypeSymbol type) => Same(type, _part);

    public bool IsArtifact(ITypeSymbol type) => Same(type, _artifact);

    public bool IsContext(ITypeSymbol type) => Same(type, _context);

    public bool IsResult(ITypeSymbol type) => Same(type, _result);

    public bool IsCancellationToken(ITypeSymbol type) => Same(type, _cancellationToken);

    public bool IsTask(ITypeSymbol type) => Same(type, _task);

    public bool IsValueTask(ITypeSymbol type) => Same(type, _valueTask);

    public bool IsTaskOf(ITypeSymbol type) => Same(type.OriginalDefinition, _taskOf);

    public bool IsValueTaskOf(ITypeSymbol type) => Same(type.OriginalDefinition, _valueTaskOf);

    public bool IsResultOf(ITypeSymbol type) => Same(type.OriginalDefinition, _resultOf);

    public bool IsStreamOf(ITypeSymbol type) => Same(type.OriginalDefinition, _stream);

    /// <summary>An interface of a list of parts that a message's parts can be passed as.</summary>
    public bool IsParts(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeArguments: [var item] } && IsPart(item) && type.OriginalDefinition.SpecialType
            is SpecialType.System_Collections_Generic_IReadOnlyList_T
            or SpecialType.System_Collections_Generic_IReadOnlyCollection_T
            or SpecialType.System_Collections_Generic_IEnumerable_T;

    private static INamedTypeSymbol? Find(Compilation compilation, string name) => compilation.GetTypeByMetadataName(name);

    private static bool Same(ITypeSymbol type, INamedTypeSymbol? known) =>
        known is not null && SymbolEqualityComparer.Default.Equals(type, known);
}
