using System.Collections.Immutable;
using A2AAgent.Generators.Model;
using Microsoft.CodeAnalysis;

namespace A2AAgent.Generators.Pipeline;

/// <summary>Describes types as System.Text.Json's generator would.</summary>
internal static class JsonTypes
{
    // No nullable annotations: typeof(T?) and typeof(T) are the same reference type.
    private static readonly SymbolDisplayFormat Key = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.ExpandValueTuple | SymbolDisplayMiscellaneousOptions.ExpandNullable);

    public static JsonTypeModel Describe(ITypeSymbol type) => new(type.ToDisplayString(Key), PropertyName(type));

    public static ITypeSymbol WithoutNullable(ITypeSymbol type) =>
        IsNullableValue(type) ? ((INamedTypeSymbol)type).TypeArguments[0] : type;

    public static bool IsNullableValue(ITypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>True when a type that the compiler could not find is part of it; the compiler has said so already.</summary>
    public static bool IsUnresolved(ITypeSymbol type) => type.TypeKind == TypeKind.Error || Items(type).Any(IsUnresolved);

    /// <summary>Why a type cannot be read or written as JSON; null when nothing speaks against it.</summary>
    public static string? Objection(ITypeSymbol type, KnownTypes known) => type switch
    {
        { TypeKind: TypeKind.Dynamic } or { SpecialType: SpecialType.System_Object } => "it says nothing about the JSON",
        { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } => "a pointer cannot be JSON",
        { TypeKind: TypeKind.Delegate } => "a delegate cannot be JSON",
        { TypeKind: TypeKind.TypeParameter } => "it is not known before run time",
        { IsRefLikeType: true } => "a ref struct cannot outlive the call",
        _ when HoldsParts(type, known) => "a list of parts is IReadOnlyList<Part>, and several parts of output are an Artifact",
        _ when IsAsynchronous(type, known) => "only the result itself can be a Task, ValueTask or IAsyncEnumerable, and those exactly",
        _ when IsOurs(type, known) => "it has no place there",
        _ => null,
    };

    private static bool HoldsParts(ITypeSymbol type, KnownTypes known) =>
        Items(type) is [var item] && (known.IsPart(item) || known.IsArtifact(item) || known.IsMessage(item));

    private static ImmutableArray<ITypeSymbol> Items(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => [array.ElementType],
        INamedTypeSymbol named => named.TypeArguments,
        _ => [],
    };

    private static bool IsAsynchronous(ITypeSymbol type, KnownTypes known)
    {
        for (var ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (known.IsTask(ancestor) || known.IsValueTask(ancestor) || known.IsValueTaskOf(ancestor))
            {
                return true;
            }
        }

        return known.IsStreamOf(type) || type.AllInterfaces.Any(known.IsStreamOf) || Items(type).Any(item => IsAsynchronous(item, known));
    }

    private static bool IsOurs(ITypeSymbol type, KnownTypes known) =>
        known.IsMessage(type) || known.IsPart(type) || known.IsArtifact(type) || known.IsContext(type) || known.IsCancellationToken(type)
        || known.IsResult(type) || known.IsResultOf(type) || type.SpecialType == SpecialType.System_Void
        || (IsNullableValue(type) && IsOurs(WithoutNullable(type), known));

    private static string PropertyName(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => PropertyName(array.ElementType) + (array.Rank == 1 ? "Array" : $"Array{array.Rank}D"),
        INamedTypeSymbol { IsGenericType: true } named => named.Name + string.Concat(TypeArguments(named).Select(PropertyName)),
        _ => type.Name,
    };

    private static IEnumerable<ITypeSymbol> TypeArguments(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? TypeArguments(outer).Concat(type.TypeArguments) : type.TypeArguments;
}
