using A2AAgent.Protocol;
using Microsoft.Extensions.Configuration;

namespace A2AAgent.Telemetry.Settings;

/// <summary>
/// What the variables of OpenTelemetry say about exporting. What the SDK would pass over in silence is an error here, or a warning where its
/// specification asks for one: values of lists that others may share.
/// </summary>
internal sealed class OtlpSettings
{
    private readonly Dictionary<OtlpSignal, OtlpTarget> _targets = [];
    private readonly List<string> _warnings = [];

    private OtlpSettings()
    {
    }

    /// <summary>What is exported; nothing when no variable says where to.</summary>
    public IReadOnlyDictionary<OtlpSignal, OtlpTarget> Targets => _targets;

    /// <summary>What was passed over.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <exception cref="AgentConfigurationException">A value cannot be used.</exception>
    public static OtlpSettings Read(IConfiguration configuration)
    {
        var settings = new OtlpSettings();
        var variables = new OtelVariables(configuration, settings._warnings);
        if (variables.Switch("OTEL_SDK_DISABLED"))
        {
            return settings;
        }

        foreach (var signal in Enum.GetValues<OtlpSignal>())
        {
            if (new OtlpTargetReader(variables, signal).Read() is { } target)
            {
                settings._targets.Add(signal, target);
            }
        }

        if (settings._targets.Count > 0)
        {
            SdkVariables.Check(variables);
        }

        return settings;
    }
}
