using A2AAgent.Generators.Diagnostics;
using A2AAgent.Generators.Model;
using Microsoft.CodeAnalysis;

namespace A2AAgent.Generators.Pipeline;

/// <summary>Reads what a skill's method returns.</summary>
internal sealed class ResultParser(KnownTypes known, Findings findings, string skillId, IMethodSymbol method)
{
    // How many generic types have been taken off the declared one: says where in the source the rest is written.
    private int _depth;

    /// <summary>Null when the runtime cannot do anything with it.</summary>
    public ResultModel? Parse()
    {
        if (JsonTypes.IsUnresolved(method.ReturnType))
        {
            return null;
        }

        if (method.ReturnsByRef || method.ReturnsByRefReadonly)
        {
            return Unsupported(method.ReturnType, "a reference cannot outlive the call");
        }

        return method.ReturnType switch
        {
            { SpecialType: SpecialType.System_Void } => new(ResultShape.Nothing, ResultContent.None, ResultDelivery.Direct),
            var type when known.IsTask(type) => new(ResultShape.Nothing, ResultContent.None, ResultDelivery.Task),
            var type when known.IsValueTask(type) => new(ResultShape.Nothing, ResultContent.None, ResultDelivery.ValueTask),
            var type when known.IsTaskOf(type) => Value(Inside(type), ResultDelivery.Task),
            var type when known.IsValueTaskOf(type) => Value(Inside(type), ResultDelivery.ValueTask),
            var type => Value(type, ResultDelivery.Direct),
        };
    }

    private ResultModel? Value(ITypeSymbol type, ResultDelivery delivery) => type switch
    {
        _ when known.IsMessage(type) => IsNullable(type)
            ? Unsupported(type, "a skill that replies with a message must always have one")
            : new(ResultShape.Message, ResultContent.None, delivery),
        _ when known.IsResult(type) => new(ResultShape.Output, ResultContent.None, delivery),
        _ when known.IsResultOf(type) => Content(Inside(type), ResultShape.Output, delivery),
        _ when known.IsStreamOf(type) => Content(Inside(type), ResultShape.Stream, delivery),
        _ => Content(type, ResultShape.Output, delivery, mayBeNull: true),
    };

    private ResultModel? Content(ITypeSymbol type, ResultShape shape, ResultDelivery delivery, bool mayBeNull = false)
    {
        var isNullable = IsNullable(type);
        if (isNullable && !mayBeNull)
        {
            return Unsupported(type, "what is inside it must not be null");
        }

        return type switch
        {
            { SpecialType: SpecialType.System_String } => new(shape, ResultContent.Text, delivery, IsNullable: isNullable),
            _ when known.IsPart(type) || (known.IsArtifact(type) && shape != ResultShape.Stream)
                => new(shape, ResultContent.Parts, delivery, IsNullable: isNullable),
            _ => Json(type, shape, delivery, isNullable),
        };
    }

    private ResultModel? Json(ITypeSymbol type, ResultShape shape, ResultDelivery delivery, bool isNullable)
    {
        if (JsonTypes.Objection(type, known) is { } objection)
        {
            return Unsupported(type, objection);
        }

        var value = JsonTypes.WithoutNullable(type);
        var json = JsonTypes.Describe(value);
        findings.Uses(json, value, Syntaxes.ResultLocationOf(method, _depth), skillId, "returns");
        return new(shape, ResultContent.Json, delivery, json, isNullable);
    }

    private ITypeSymbol Inside(ITypeSymbol type)
    {
        _depth++;
        return ((INamedTypeSymbol)type).TypeArguments[0];
    }

    private static bool IsNullable(ITypeSymbol type) =>
        JsonTypes.IsNullableValue(type) || (type.IsReferenceType && type.NullableAnnotation == NullableAnnotation.Annotated);

    private ResultModel? Unsupported(ITypeSymbol type, string objection)
    {
        findings.Report(Descriptors.ResultType, Syntaxes.ResultLocationOf(method, _depth), skillId, Syntaxes.Display(type), objection);
        return null;
    }
}
