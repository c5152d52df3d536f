using A2AAgent.Generators.Diagnostics;
using A2AAgent.Generators.Model;
using Microsoft.CodeAnalysis;

namespace A2AAgent.Generators.Pipeline;

/// <summary>Reads what a skill's method takes.</summary>
internal sealed class ParameterParser(KnownTypes known, Findings findings, string skillId)
{
    // What generated code calls its own variables.
    private static readonly string[] Reserved = ["input", "agent", "context", "cancellationToken", "result"];

    private readonly HashSet<string> _locals = new(Reserved, StringComparer.Ordinal);
    private IParameterSymbol? _text;
    private IParameterSymbol? _json;

    /// <summary>Null when a parameter cannot be filled.</summary>
    public IReadOnlyList<ParameterModel>? Parse(IMethodSymbol method)
    {
        var parameters = method.Parameters.Select(Parse).ToList();
        return parameters.Contains(null) ? null : [.. parameters.OfType<ParameterModel>()];
    }

    private ParameterModel? Parse(IParameterSymbol parameter)
    {
        if (parameter.RefKind != RefKind.None || parameter.IsParams)
        {
            findings.Report(Descriptors.ParameterNotByValue, Syntaxes.LocationOf(parameter), parameter.Name, skillId, Modifier(parameter));
            return null;
        }

        return parameter.Type switch
        {
            var type when JsonTypes.IsUnresolved(type) => null,
            _ when ServiceParameter.AttributeOf(parameter) is { } attribute => Service(parameter, attribute),
            var type when known.IsContext(type) => ParameterModel.Context,
            var type when known.IsCancellationToken(type) => ParameterModel.CancellationToken,
            var type when known.IsMessage(type) => new(Local(parameter), "Message"),
            var type when known.IsParts(type) => new(Local(parameter), "Parts"),
            var type when known.IsPart(type) => new(Local(parameter), "Part()"),
            { SpecialType: SpecialType.System_String } => Text(parameter),
            _ => Json(parameter),
        };
    }

    private ParameterModel? Text(IParameterSymbol parameter) => IsFirst(ref _text, parameter, "text")
        ? new(Local(parameter), IsOptional(parameter) ? "TextOrNull()" : "Text()", Fallback: Fallback(parameter))
        : null;

    private ParameterModel? Service(IParameterSymbol parameter, AttributeData attribute)
    {
        if (parameter.Type.IsReferenceType)
        {
            return new(ServiceParameter.Expression(parameter, attribute, IsOptional(parameter)), Reader: "") { IsService = true };
        }

        var location = Syntaxes.TypeLocationOf(parameter);
        findings.Report(Descriptors.ParameterType, location, parameter.Name, skillId, Syntaxes.Display(parameter.Type), "a service is an object, not a value");
        return null;
    }

    private ParameterModel? Json(IParameterSymbol parameter)
    {
        if (ServiceParameter.LooksLikeOne(parameter.Type))
        {
            findings.Report(Descriptors.InterfaceParameter, Syntaxes.TypeLocationOf(parameter), parameter.Name, skillId, Syntaxes.Display(parameter.Type));
            return null;
        }

        if (JsonTypes.Objection(parameter.Type, known) is { } objection)
        {
            var location = Syntaxes.TypeLocationOf(parameter);
            findings.Report(Descriptors.ParameterType, location, parameter.Name, skillId, Syntaxes.Display(parameter.Type), objection);
            return null;
        }

        if (!IsFirst(ref _json, parameter, "JSON"))
        {
            return null;
        }

        var type = JsonTypes.WithoutNullable(parameter.Type);
        var json = JsonTypes.Describe(type);
        findings.Uses(json, type, Syntaxes.TypeLocationOf(parameter), skillId, "takes");
        return new(Local(parameter), JsonReader(parameter), json, Fallback(parameter));
    }

    private static string JsonReader(IParameterSymbol parameter)
    {
        var hasValue = parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: not null };
        return parameter.Type switch
        {
            var type when JsonTypes.IsNullableValue(type) => "JsonOrNull",
            { IsValueType: true } when hasValue => "JsonOrNull",
            _ when IsOptional(parameter) => "JsonOrDefault",
            _ => "Json",
        };
    }

    private static bool IsOptional(IParameterSymbol parameter) =>
        parameter.HasExplicitDefaultValue || parameter.NullableAnnotation == NullableAnnotation.Annotated;

    private static string Fallback(IParameterSymbol parameter) => parameter switch
    {
        { HasExplicitDefaultValue: true, ExplicitDefaultValue: { } value } => DefaultValue.Write(value, parameter.Type),
        { HasExplicitDefaultValue: true, Type.IsReferenceType: true, NullableAnnotation: NullableAnnotation.NotAnnotated } => "null!",
        _ => "",
    };

    private bool IsFirst(ref IParameterSymbol? first, IParameterSymbol parameter, string content)
    {
        if (first is null)
        {
            first = parameter;
            return true;
        }

        findings.Report(Descriptors.SeveralReaders, Syntaxes.LocationOf(parameter), skillId, content, first.Name, parameter.Name);
        return false;
    }

    private string Local(IParameterSymbol parameter)
    {
        var name = parameter.Name;
        while (!_locals.Add(name))
        {
            name += "Argument";
        }

        return NameScope.Escape(name);
    }

    private static string Modifier(IParameterSymbol parameter) => parameter switch
    {
        { IsParams: true } => "params",
        { RefKind: RefKind.Ref } => "ref",
        { RefKind: RefKind.Out } => "out",
        { RefKind: RefKind.In } => "in",
        _ => "ref readonly",
    };
}
