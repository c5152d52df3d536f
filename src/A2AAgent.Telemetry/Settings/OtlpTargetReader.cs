using A2AAgent.Protocol;
using OpenTelemetry.Exporter;

namespace A2AAgent.Telemetry.Settings;

/// <summary>Reads where one signal goes: from the variables for it alone, then from those for all.</summary>
internal sealed class OtlpTargetReader(OtelVariables variables, OtlpSignal signal)
{
    private const string Common = "OTEL_EXPORTER_OTLP_";

    private readonly string _name = signal switch
    {
        OtlpSignal.Traces => "TRACES",
        OtlpSignal.Metrics => "METRICS",
        _ => "LOGS",
    };

    /// <summary>The target, or null when the signal is not to be exported.</summary>
    /// <exception cref="AgentConfigurationException">A value cannot be used.</exception>
    public OtlpTarget? Read()
    {
        if (!IsWanted() || Find("ENDPOINT") is not { } endpoint)
        {
            return null;
        }

        var protocol = Protocol();
        return new OtlpTarget(Address(endpoint, protocol), protocol, Headers(), Timeout(), Compression());
    }

    private bool IsWanted()
    {
        var name = $"OTEL_{_name}_EXPORTER";
        var exporters = variables.List(name);
        foreach (var other in exporters.Where(static exporter => exporter is not ("otlp" or "none")))
        {
            variables.Warn(name, other, "otlp and none; others are passed over");
        }

        return exporters.Count == 0 || (exporters.Contains("otlp", StringComparer.Ordinal) && !exporters.Contains("none", StringComparer.Ordinal));
    }

    private Uri Address((string Name, string Value) endpoint, OtlpExportProtocol protocol)
    {
        if (!Uri.TryCreate(endpoint.Value, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps) || url.UserInfo.Length > 0)
        {
            throw new AgentConfigurationException($"{endpoint.Name} is not the address of a collector; allowed are URLs such as http://collector:4317, with http or https and without credentials.");
        }

        // Only the address for all signals is completed.
        return protocol == OtlpExportProtocol.Grpc || endpoint.Name != Common + "ENDPOINT" ? url
            : new UriBuilder(url) { Path = $"{url.AbsolutePath.TrimEnd('/')}/v1/{_name.ToLowerInvariant()}" }.Uri;
    }

    private OtlpExportProtocol Protocol() => Find("PROTOCOL") switch
    {
        null or { Value: "grpc" } => OtlpExportProtocol.Grpc,
        { Value: "http/protobuf" } => OtlpExportProtocol.HttpProtobuf,
        var (name, value) => throw OtelVariables.Wrong(name, value, "grpc and http/protobuf"),
    };

    private string? Headers()
    {
        if (Find("HEADERS") is not (var name, var value))
        {
            return null;
        }

        // Not what it is: it may be a credential.
        return HeaderList.IsValid(value) ? value
            : throw new AgentConfigurationException($"{name} is not a list of headers; allowed are name=value, separated by commas, with %2C for a comma in a value.");
    }

    private int? Timeout() => Find("TIMEOUT") is (var name, _) ? variables.Number(name, least: 1) : null;

    private OtlpExportCompression Compression()
    {
        if (Find("COMPRESSION") is not (var name, var value) || value == "none")
        {
            return OtlpExportCompression.None;
        }

        if (value != "gzip")
        {
            variables.Warn(name, value, "gzip and none; nothing is compressed");
        }

        return value == "gzip" ? OtlpExportCompression.GZip : OtlpExportCompression.None;
    }

    private (string Name, string Value)? Find(string what)
    {
        var (own, common) = ($"{Common}{_name}_{what}", Common + what);
        return variables.Text(own) is { } value ? (own, value)
            : variables.Text(common) is { } forAll ? (common, forAll)
            : null;
    }
}
