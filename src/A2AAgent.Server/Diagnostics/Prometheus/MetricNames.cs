namespace A2AAgent.Server.Diagnostics.Prometheus;

/// <summary>What the names of instruments and tags are in Prometheus.</summary>
internal static class MetricNames
{
    /// <summary>The name of a metric: with its unit, and with what says that it only grows.</summary>
    public static string Of(string instrument, string? unit, bool isCounter) => Valid(instrument) + Suffix(unit) + (isCounter ? "_total" : "");

    /// <summary>A name of letters, digits and underscores.</summary>
    public static string Valid(string name) => string.Create(name.Length, name, static (valid, name) =>
    {
        for (var index = 0; index < name.Length; index++)
        {
            valid[index] = char.IsAsciiLetter(name[index]) || (index > 0 && char.IsAsciiDigit(name[index])) ? name[index] : '_';
        }
    });

    /// <summary>Units in braces say what is counted, which the name does already.</summary>
    private static string Suffix(string? unit) => unit switch
    {
        "s" => "_seconds",
        "By" => "_bytes",
        _ => "",
    };
}
