using A2AAgent.Protocol;

namespace A2AAgent.Server.Security;

/// <summary>Checks the settings of schemes.</summary>
internal static class SchemeSettings
{
    /// <summary>True for a name of letters, digits, '.', '_' and '-'.</summary>
    public static bool IsPlain(string name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-'))
            {
                return false;
            }
        }

        return name.Length > 0;
    }

    /// <summary>What the configuration says, or the attribute, or else the default.</summary>
    public static string First(string? configured, string? declared, string otherwise) =>
        configured is { Length: > 0 } ? configured : declared is { Length: > 0 } ? declared : otherwise;

    /// <summary>The one of the allowed words, however it is capitalized.</summary>
    /// <exception cref="AgentConfigurationException">It is another.</exception>
    public static string OneOf(string setting, string value, params ReadOnlySpan<string> allowed)
    {
        foreach (var word in allowed)
        {
            if (word.Equals(value, StringComparison.OrdinalIgnoreCase))
            {
                return word;
            }
        }

        throw new AgentConfigurationException($"{setting} is {(value.Length == 0 ? "missing" : $"'{value}'")}; it must be {string.Join(" or ", allowed)}.");
    }

    /// <exception cref="AgentConfigurationException">It is missing, or no absolute URL.</exception>
    public static string Url(string setting, string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? value
            : throw new AgentConfigurationException($"{setting} is {(value.Length == 0 ? "missing" : $"'{value}'")}; it must be an absolute http or https URL.");

    /// <exception cref="AgentConfigurationException">It is there and no absolute URL.</exception>
    public static string OptionalUrl(string setting, string value) => value.Length == 0 ? value : Url(setting, value);
}
