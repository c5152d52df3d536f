using A2AAgent.Generators.Diagnostics;
using A2AAgent.Generators.Model;
using Microsoft.CodeAnalysis;

namespace A2AAgent.Generators.Pipeline;

/// <summary>Reads one [AgentSkill] method. A skill with a mistake that keeps it from being called is left out of the model.</summary>
internal sealed class SkillParser(KnownTypes known, Findings findings, NameScope? scope, RequirementParser requirements)
{
    public SkillModel? Parse(IMethodSymbol method, AttributeReader attribute)
    {
        var id = attribute.First;
        var hasId = HasId(id, attribute);
        CheckDescription(id, attribute);
        CheckMediaTypes("InputModes", attribute);
        CheckMediaTypes("OutputModes", attribute);
        var required = requirements.Parse(method);
        return Method(id, method) is { } call && hasId ? Skill(id, attribute, method, call, required) : null;
    }

    private static bool IsWritten(string text) => !string.IsNullOrWhiteSpace(text);

    private SkillModel Skill(
        string id, AttributeReader attribute, IMethodSymbol method, MethodModel call, EquatableArray<RequirementModel> required) => new(
        id,
        attribute.Text("Name") is var name && IsWritten(name) ? name : Words.Title(id),
        attribute.Text("Description"),
        OrElse(attribute.Texts("Tags"), Words.Tags(id)),
        OrElse(attribute.Texts("Examples"), []),
        OrElse(attribute.Texts("InputModes"), Modes.Of(call.Parameters)),
        OrElse(attribute.Texts("OutputModes"), Modes.Of(call.Result)),
        required,
        attribute.Flag("Default"),
        attribute.Flag("Extended"),
        attribute.Flag("Restart"),
        BindName(method),
        call);

    private static EquatableArray<string> OrElse(IReadOnlyList<string> given, IEnumerable<string> otherwise)
    {
        var written = given.Where(IsWritten).ToEquatableArray();
        return written.Count > 0 ? written : otherwise.ToEquatableArray();
    }

    private string BindName(IMethodSymbol method)
    {
        const string Suffix = "Async";
        var isSuffixed = method.Name.EndsWith(Suffix, StringComparison.Ordinal) && method.Name.Length > Suffix.Length;
        var name = $"Bind{(isSuffixed ? method.Name.Substring(0, method.Name.Length - Suffix.Length) : method.Name)}";
        return scope?.Member(name) ?? name;
    }

    private bool HasId(string id, AttributeReader attribute)
    {
        if (Formats.IsSkillId(id))
        {
            return true;
        }

        findings.Report(Descriptors.SkillId, attribute.FirstLocation, id);
        return false;
    }

    private void CheckDescription(string id, AttributeReader attribute)
    {
        if (!IsWritten(attribute.Text("Description")))
        {
            findings.Report(Descriptors.NoSkillDescription, attribute.LocationOf("Description"), id);
        }
    }

    private void CheckMediaTypes(string property, AttributeReader attribute)
    {
        var modes = attribute.Texts(property);
        for (var i = 0; i < modes.Count; i++)
        {
            if (!Formats.IsMediaType(modes[i]))
            {
                findings.Report(Descriptors.MediaType, attribute.LocationOf(property, i), modes[i], property);
            }
        }
    }

    private MethodModel? Method(string id, IMethodSymbol method)
    {
        if (NotOrdinary(method) is { } reason)
        {
            findings.Report(Descriptors.NotAMethod, Syntaxes.LocationOf(method), method.Name, reason);
            return null;
        }

        if (method.ReturnsVoid && (method.PartialImplementationPart ?? method).IsAsync)
        {
            findings.Report(Descriptors.AsyncVoid, Syntaxes.ResultLocationOf(method), id);
            return null;
        }

        var parameters = new ParameterParser(known, findings, id).Parse(method);
        var result = new ResultParser(known, findings, id, method).Parse();
        if (parameters is null || result is null)
        {
            return null;
        }

        var isAsynchronous = result.Delivery != ResultDelivery.Direct || result.Shape == ResultShape.Stream;
        if (isAsynchronous && !parameters.Contains(ParameterModel.CancellationToken))
        {
            findings.Report(Descriptors.NoCancellation, Syntaxes.LocationOf(method), id);
        }

        return new(NameScope.Escape(method.Name), method.IsStatic, parameters.ToEquatableArray(), result);
    }

    private static string? NotOrdinary(IMethodSymbol method) => method switch
    {
        { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove } => "an accessor",
        { MethodKind: MethodKind.ExplicitInterfaceImplementation } => "an explicit interface implementation",
        { MethodKind: not MethodKind.Ordinary } => "an operator or finalizer",
        { IsGenericMethod: true } => "generic",
        { IsVararg: true } => "a method with __arglist",
        _ => null,
    };
}
