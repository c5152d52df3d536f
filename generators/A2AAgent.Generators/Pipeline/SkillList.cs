using A2AAgent.Generators.Diagnostics;
using A2AAgent.Generators.Model;
using Microsoft.CodeAnalysis;

namespace A2AAgent.Generators.Pipeline;

/// <summary>Collects an agent's skills and sees to it that they do not contradict each other.</summary>
internal sealed class SkillList(Findings findings)
{
    private readonly Dictionary<string, string> _methodsById = new(StringComparer.Ordinal);
    private string? _default;

    public List<SkillModel> Skills { get; } = [];

    /// <summary>True when no method is even meant to be a skill.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <param name="skill">Null when the skill has mistakes of its own.</param>
    public void Add(SkillModel? skill, IMethodSymbol method, AttributeReader attribute)
    {
        IsEmpty = false;
        var isFirst = IsFirst(method, attribute);
        var isDefault = IsDefault(attribute);
        if (skill is not null && isFirst)
        {
            Skills.Add(skill with { IsDefault = isDefault });
        }
    }

    private bool IsFirst(IMethodSymbol method, AttributeReader attribute)
    {
        if (!_methodsById.TryGetValue(attribute.First, out var first))
        {
            _methodsById.Add(attribute.First, method.Name);
            return true;
        }

        if (Formats.IsSkillId(attribute.First))
        {
            findings.Report(Descriptors.DuplicateSkill, attribute.FirstLocation, attribute.First, first, method.Name);
        }

        return false;
    }

    private bool IsDefault(AttributeReader attribute)
    {
        if (!attribute.Flag("Default"))
        {
            return false;
        }

        if (_default is null)
        {
            _default = attribute.First;
            return true;
        }

        findings.Report(Descriptors.TwoDefaults, attribute.LocationOf("Default"), _default, attribute.First);
        return false;
    }
}
