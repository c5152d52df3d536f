using A2AAgent.Protocol;
using A2AAgent.Telemetry.Settings;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;

namespace A2AAgent.Tests.Telemetry;

/// <summary>The variables of OpenTelemetry.</summary>
public sealed class VariableTests
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    [Theory]
    [InlineData("")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4317;OTEL_SDK_DISABLED=TRUE")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4317;OTEL_TRACES_EXPORTER=none;OTEL_METRICS_EXPORTER=none;OTEL_LOGS_EXPORTER=none")]
    [InlineData("OTEL_TRACES_EXPORTER=otlp")]
    public void Nothing_is_exported(string variables) => Assert.Empty(Read(variables).Targets);

    [Theory]
    [InlineData("http://c:4318", "http://c:4318/v1/traces", "http://c:4318/v1/logs")]
    [InlineData("http://c:4318/", "http://c:4318/v1/traces", "http://c:4318/v1/logs")]
    [InlineData("https://c/otlp", "https://c/otlp/v1/traces", "https://c/otlp/v1/logs")]
    public void Over_HTTP_the_common_address_is_completed(string endpoint, string traces, string logs)
    {
        var settings = Read($"{Endpoint}={endpoint};OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf");

        Assert.Equal(new Uri(traces), settings.Targets[OtlpSignal.Traces].Endpoint);
        Assert.Equal(new Uri(logs), settings.Targets[OtlpSignal.Logs].Endpoint);
    }

    [Fact]
    public void What_is_said_for_one_signal_goes_before_what_is_said_for_all()
    {
        var settings = Read(
            $"{Endpoint}=http://c:4317;OTEL_EXPORTER_OTLP_HEADERS=a=1;OTEL_EXPORTER_OTLP_TIMEOUT=5000;OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=http://m/own;"
            + "OTEL_EXPORTER_OTLP_METRICS_PROTOCOL=http/protobuf;OTEL_EXPORTER_OTLP_METRICS_HEADERS=b=2;OTEL_EXPORTER_OTLP_METRICS_TIMEOUT=7000;OTEL_EXPORTER_OTLP_METRICS_COMPRESSION=gzip");

        Assert.Equal(new OtlpTarget(new Uri("http://c:4317"), OtlpExportProtocol.Grpc, "a=1", 5000, OtlpExportCompression.None), settings.Targets[OtlpSignal.Traces]);
        Assert.Equal(new OtlpTarget(new Uri("http://m/own"), OtlpExportProtocol.HttpProtobuf, "b=2", 7000, OtlpExportCompression.GZip), settings.Targets[OtlpSignal.Metrics]);
        Assert.Empty(settings.Warnings);
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=collector:4317", "OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=ftp://collector", "OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://user:secret@collector", "OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT=x", "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://c;OTEL_EXPORTER_OTLP_PROTOCOL=http/json", "OTEL_EXPORTER_OTLP_PROTOCOL is 'http/json'; allowed are grpc and http/protobuf")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://c;OTEL_EXPORTER_OTLP_TRACES_PROTOCOL=GRPC", "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://c;OTEL_EXPORTER_OTLP_TIMEOUT=10s", "OTEL_EXPORTER_OTLP_TIMEOUT is '10s'; allowed are whole numbers from 1")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://c;OTEL_EXPORTER_OTLP_HEADERS=secret", "OTEL_EXPORTER_OTLP_HEADERS")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://c;OTEL_BSP_MAX_QUEUE_SIZE=0", "OTEL_BSP_MAX_QUEUE_SIZE")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://c;OTEL_BSP_MAX_EXPORT_BATCH_SIZE=5000", "OTEL_BSP_MAX_EXPORT_BATCH_SIZE is '5000'; allowed are whole numbers from 1 to OTEL_BSP_MAX_QUEUE_SIZE, which is 2048")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://c;OTEL_METRIC_EXPORT_INTERVAL=-1", "OTEL_METRIC_EXPORT_INTERVAL")]
    public void A_value_that_cannot_be_used_is_an_error_that_names_its_variable(string variables, string text)
    {
        var error = Assert.Throws<AgentConfigurationException>(() => Read(variables));

        Assert.StartsWith(text, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OTEL_SDK_DISABLED=yes", "OTEL_SDK_DISABLED")]
    [InlineData("OTEL_TRACES_EXPORTER=otlp,console", "OTEL_TRACES_EXPORTER is 'console'")]
    [InlineData("OTEL_EXPORTER_OTLP_COMPRESSION=zstd", "OTEL_EXPORTER_OTLP_COMPRESSION")]
    [InlineData("OTEL_TRACES_SAMPLER=jaeger_remote", "OTEL_TRACES_SAMPLER")]
    [InlineData("OTEL_TRACES_SAMPLER_ARG=10%", "OTEL_TRACES_SAMPLER_ARG")]
    [InlineData("OTEL_PROPAGATORS=tracecontext,baggage,b3", "OTEL_PROPAGATORS is 'b3'")]
    public void A_value_that_others_may_understand_is_a_warning(string variable, string text)
    {
        var settings = Read($"{Endpoint}=http://c:4317;{variable}");

        Assert.Equal(3, settings.Targets.Count);
        Assert.All(settings.Warnings, warning => Assert.StartsWith(text, warning, StringComparison.Ordinal));
        Assert.NotEmpty(settings.Warnings);
    }

    private static OtlpSettings Read(string variables) => OtlpSettings.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(variables.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(static variable => variable.Split('=', 2)).Select(static pair => KeyValuePair.Create(pair[0], (string?)pair[1])))
        .Build());
}
