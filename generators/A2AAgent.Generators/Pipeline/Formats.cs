using System.Text.RegularExpressions;

namespace A2AAgent.Generators.Pipeline;

/// <summary>What the strings of the attributes must look like.</summary>
internal static class Formats
{
    private const int Longest = 256;
    private const string Token = "[A-Za-z0-9_!#$&^.+-]", Name = $"[A-Za-z0-9]{Token}{{0,126}}";
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    // Patterns without nested repetition and with \z instead of $: linear on hostile input, and no line break slips through at the end.
    private static readonly Regex SkillId = Pattern(@"\A[A-Za-z0-9_.-]{1,64}\z");

    private static readonly Regex Version = Pattern(@"\A[0-9]+(\.[0-9]+){0,3}(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?\z");

    // RFC 6838, section 4.2, and the parameters of RFC 2045, section 5.1.
    private static readonly Regex MediaType = Pattern($"""\A{Name}/{Name}( ?; ?{Token}+=({Token}+|"[ !#-~]*"))*\z""");

    // RFC 9110, section 5.6.2: what headers and cookies are named with.
    private static readonly Regex HttpToken = Pattern(@"\A[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}\z");

    // RFC 6749, section 3.3.
    private static readonly Regex Scope = Pattern(@"\A[\x21\x23-\x5B\x5D-\x7E]{1,256}\z");

    public static bool IsSkillId(string text) => Matches(text, SkillId);

    /// <summary>A name that is a key of the configuration as well.</summary>
    public static bool IsSchemeName(string text) => Matches(text, SkillId);

    public static bool IsToken(string text) => Matches(text, HttpToken);

    public static bool IsScope(string text) => Matches(text, Scope);

    public static bool IsVersion(string text) => Matches(text, Version);

    public static bool IsMediaType(string text) => Matches(text, MediaType);

    public static bool IsWebAddress(string text) =>
        IsUri(text) && new Uri(text, UriKind.Absolute).Scheme is "http" or "https";

    /// <summary>An absolute URI of any scheme; a path, which is a file URI to .NET, is none.</summary>
    public static bool IsUri(string text) =>
        text.IndexOf(':') > 0 && text.All(c => c > ' ') && Uri.TryCreate(text, UriKind.Absolute, out _);

    private static bool Matches(string text, Regex pattern) => text.Length <= Longest && pattern.IsMatch(text);

    private static Regex Pattern(string pattern) => new(pattern, Options, TimeSpan.FromSeconds(1));
}
