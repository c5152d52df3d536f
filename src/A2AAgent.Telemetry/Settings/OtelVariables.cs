using System.Globalization;
using A2AAgent.Protocol;
using Microsoft.Extensions.Configuration;

namespace A2AAgent.Telemetry.Settings;

/// <summary>Reads variables as OpenTelemetry's specification of them asks: an empty one is as good as none.</summary>
internal sealed class OtelVariables(IConfiguration configuration, List<string> warnings)
{
    public string? Text(string name) => configuration[name] is { } value && value.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>True only for the word.</summary>
    public bool Switch(string name)
    {
        var text = Text(name);
        var isTrue = string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);
        if (text is not null && !isTrue && !string.Equals(text, "false", StringComparison.OrdinalIgnoreCase))
        {
            Warn(name, text, "true and false; it counts as false");
        }

        return isTrue;
    }

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<string> List(string name) => Text(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <exception cref="AgentConfigurationException">It is not a whole number, or too small.</exception>
    public int? Number(string name, int least = 0) => Text(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least ? number
        : throw Wrong(name, text, $"whole numbers from {least}");

    public void Warn(string name, string value, string allowed) => warnings.Add($"{name} is '{Clip(value)}'; allowed are {allowed}.");

    public static AgentConfigurationException Wrong(string name, string value, string allowed) => new($"{name} is '{Clip(value)}'; allowed are {allowed}.");

    private static string Clip(string value) => value.Length <= 100 ? value : value[..100] + "…";
}
