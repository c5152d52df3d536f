using System.Text;

namespace A2AAgent.Server.Commands.Manifests;

/// <summary>Names that a Service and a label may have (RFC 1035): lower-case letters, digits and dashes, a letter first, at most 63.</summary>
internal static class KubernetesName
{
    private const int MaxLength = 63;

    public static bool IsValid(string name) => name.Length is > 0 and <= MaxLength && char.IsAsciiLetterLower(name[0]) && name[^1] != '-'
        && name.All(static letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');

    /// <summary>Makes one, as the template does: <c>Acme.Travel</c> becomes <c>acme-travel</c>.</summary>
    public static string Of(string name)
    {
        var made = new StringBuilder(name.Length);
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                made.Append(char.ToLowerInvariant(letter));
            }
            else if (made.Length > 0 && made[^1] != '-')
            {
                made.Append('-');
            }
        }

        var trimmed = made.ToString().Trim('-');
        var lettered = trimmed.Length == 0 || char.IsAsciiDigit(trimmed[0]) ? $"agent-{trimmed}" : trimmed;
        return lettered[..Math.Min(lettered.Length, MaxLength)].Trim('-');
    }
}
