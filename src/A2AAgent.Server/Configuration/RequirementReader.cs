using System.Globalization;
using A2AAgent.Protocol;
using Microsoft.Extensions.Configuration;

namespace A2AAgent.Server.Configuration;

/// <summary>
/// Reads security requirements. The binder would lose empty ones, and a requirement that is lost lets in whom it should not.
/// </summary>
internal static class RequirementReader
{
    private static readonly char[] Separators = [' ', ','];

    public static void Read(IConfiguration security, SecurityOptions options)
    {
        Read(security.GetSection(nameof(SecurityOptions.Requirements)), options.Requirements);
        foreach (var skill in security.GetSection(nameof(SecurityOptions.Skills)).GetChildren())
        {
            if (!options.Skills.TryGetValue(skill.Key, out var demanded))
            {
                options.Skills[skill.Key] = demanded = new SkillSecurityOptions();
            }

            Read(skill.GetSection(nameof(SkillSecurityOptions.Requirements)), demanded.Requirements);
        }
    }

    private static void Read(IConfigurationSection section, IList<IDictionary<string, IList<string>>> requirements)
    {
        requirements.Clear();
        if (!string.IsNullOrWhiteSpace(section.Value) || !section.GetChildren().All(IsElement))
        {
            throw NotAList(section);
        }

        foreach (var alternative in section.GetChildren())
        {
            if (!string.IsNullOrWhiteSpace(alternative.Value))
            {
                throw new AgentConfigurationException(
                    $"{alternative.Path} is '{alternative.Value}'; it must have the name of a scheme below it, for example {alternative.Path}:api-key.");
            }

            requirements.Add(alternative.GetChildren().ToDictionary(static scheme => scheme.Key, Scopes, StringComparer.Ordinal));
        }
    }

    /// <summary>A list, or in one value as an environment variable has it.</summary>
    private static IList<string> Scopes(IConfigurationSection scheme)
    {
        foreach (var scope in scheme.GetChildren())
        {
            if (!IsElement(scope) || scope.GetChildren().Any())
            {
                throw new AgentConfigurationException($"{scheme.Path} has '{scope.Key}'; it must be a list of scopes, for example {scheme.Path}:0, or empty.");
            }
        }

        var listed = scheme.GetChildren().Select(static scope => scope.Value);
        var inline = scheme.Value?.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        return [.. inline.Concat(listed).OfType<string>().Where(static scope => scope.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    private static bool IsElement(IConfigurationSection section) => int.TryParse(section.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static AgentConfigurationException NotAList(IConfigurationSection section) =>
        new($"{section.Path} is not a list; each of its elements must have the name of a scheme below it, for example {section.Path}:0:api-key.");
}
