using System.Globalization;
using A2AAgent.Protocol;

namespace A2AAgent.Telemetry.Settings;

/// <summary>Checks the variables that the SDK reads by itself, which takes its defaults for those that it cannot read, and does not say so.</summary>
internal static class SdkVariables
{
    private static readonly string[] Samplers =
        ["always_on", "always_off", "traceidratio", "parentbased_always_on", "parentbased_always_off", "parentbased_traceidratio"];

    private static readonly string[] Numbers =
    [
        "OTEL_BSP_SCHEDULE_DELAY", "OTEL_BSP_EXPORT_TIMEOUT", "OTEL_BLRP_SCHEDULE_DELAY", "OTEL_BLRP_EXPORT_TIMEOUT",
        "OTEL_METRIC_EXPORT_INTERVAL", "OTEL_METRIC_EXPORT_TIMEOUT",
        "OTEL_ATTRIBUTE_COUNT_LIMIT", "OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT", "OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT", "OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT",
        "OTEL_SPAN_EVENT_COUNT_LIMIT", "OTEL_SPAN_LINK_COUNT_LIMIT", "OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT", "OTEL_LINK_ATTRIBUTE_COUNT_LIMIT",
        "OTEL_LOGRECORD_ATTRIBUTE_COUNT_LIMIT", "OTEL_LOGRECORD_ATTRIBUTE_VALUE_LENGTH_LIMIT",
    ];

    /// <exception cref="AgentConfigurationException">A number is none.</exception>
    public static void Check(OtelVariables variables)
    {
        foreach (var name in Numbers)
        {
            variables.Number(name);
        }

        CheckBatch(variables, "OTEL_BSP_");
        CheckBatch(variables, "OTEL_BLRP_");
        CheckSampler(variables);
        CheckPropagators(variables);
    }

    private static void CheckBatch(OtelVariables variables, string prefix)
    {
        var queue = variables.Number(prefix + "MAX_QUEUE_SIZE", least: 1) ?? 2048;
        if (variables.Number(prefix + "MAX_EXPORT_BATCH_SIZE", least: 1) is { } batch && batch > queue)
        {
            throw OtelVariables.Wrong(prefix + "MAX_EXPORT_BATCH_SIZE", batch.ToString(CultureInfo.InvariantCulture), $"whole numbers from 1 to {prefix}MAX_QUEUE_SIZE, which is {queue}");
        }
    }

    private static void CheckSampler(OtelVariables variables)
    {
        const string Name = "OTEL_TRACES_SAMPLER", Argument = "OTEL_TRACES_SAMPLER_ARG";
        if (variables.Text(Name) is { } sampler && !Samplers.Contains(sampler, StringComparer.OrdinalIgnoreCase))
        {
            variables.Warn(Name, sampler, $"{string.Join(", ", Samplers)}; it counts as parentbased_always_on");
        }

        if (variables.Text(Argument) is { } ratio && !(double.TryParse(ratio, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 1))
        {
            variables.Warn(Argument, ratio, "numbers from 0 to 1; it counts as 1");
        }
    }

    private static void CheckPropagators(OtelVariables variables)
    {
        foreach (var other in variables.List("OTEL_PROPAGATORS").Where(static name => name is not ("tracecontext" or "baggage")))
        {
            variables.Warn("OTEL_PROPAGATORS", other, "tracecontext, which is always used, and baggage");
        }
    }
}
