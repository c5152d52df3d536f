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
        var listed = scheme.GetChildren().Select(static scope => scope.Value);
        var inline = scheme.Value?.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        return [.. inline.Concat(listed).OfType<string>().Where(static scope => scope.Length > 0).Distinct(StringComparer.Ordinal)];
    }
}
