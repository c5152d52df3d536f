namespace A2AAgent.Telemetry.Settings;

/// <summary>Headers as a variable has them: <c>name=value</c>, separated by commas, percent-encoded.</summary>
internal static class HeaderList
{
    public static bool IsValid(string list) => Items(list).All(static item =>
        item.IndexOf('=', StringComparison.Ordinal) is var end and > 0 && item[..end].Trim() is { Length: > 0 } name && name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'));

    /// <param name="list">A list that is valid.</param>
    public static IReadOnlyList<(string Name, string Value)> Read(string list) =>
        [.. Items(list).Select(static item => item.Split('=', 2)).Select(static pair => (pair[0].Trim(), Uri.UnescapeDataString(pair[1].Trim())))];

    private static string[] Items(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
