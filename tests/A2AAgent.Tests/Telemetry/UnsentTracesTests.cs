using A2AAgent.Protocol.Diagnostics;
using A2AAgent.Server;
using A2AAgent.Tests.Diagnostics;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.Telemetry.Otlp;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace A2AAgent.Tests.Telemetry;

/// <summary>What an operator is told who names a collector that gets nothing. Nobody else may listen to spans meanwhile.</summary>
[Collection(nameof(SpanCostTests))]
public sealed class UnsentTracesTests
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Collector = "http://127.0.0.1:1";

    [Theory]
    [InlineData(Endpoint)]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")]
    public async Task A_collector_that_no_trace_goes_to_is_said_once_with_what_to_do(string variable)
    {
        var warning = Assert.Single(await WarningsAsync(static _ => { }, (variable, Collector)));

        Assert.StartsWith(variable + " is set", warning, StringComparison.Ordinal);
        Assert.Contains("builder.AddAgentTelemetry()", warning, StringComparison.Ordinal);
        Assert.DoesNotContain(Collector, warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OTEL_SDK_DISABLED", "false")]
    [InlineData("OTEL_TRACES_EXPORTER", "")]
    [InlineData("OTEL_TRACES_EXPORTER", "console, otlp")]
    public async Task It_is_said_where_traces_are_wanted(string variable, string value) =>
        Assert.Single(await WarningsAsync(static _ => { }, (Endpoint, Collector), (variable, value)));

    [Theory]
    [InlineData("OTEL_SDK_DISABLED", "True")]
    [InlineData("OTEL_TRACES_EXPORTER", "none")]
    [InlineData("OTEL_TRACES_EXPORTER", "zipkin")]
    public async Task It_is_not_said_where_traces_are_not_wanted(string variable, string value) =>
        Assert.Empty(await WarningsAsync(static _ => { }, (Endpoint, Collector), (variable, value)));

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", Collector)]
    [InlineData(Endpoint, " ")]
    public async Task It_is_not_said_without_a_collector_for_traces(string variable, string value) =>
        Assert.Empty(await WarningsAsync(static _ => { }, (variable, value)));

    [Fact]
    public async Task It_is_not_said_where_the_agent_exports()
    {
        await using var receiver = await OtlpReceiver.StartAsync();

        Assert.Empty(await WarningsAsync(static builder => builder.AddAgentTelemetry(), (Endpoint, receiver.GrpcEndpoint.ToString())));
    }

    [Fact]
    public async Task It_is_not_said_where_the_user_has_an_OpenTelemetry_that_listens() =>
        Assert.Empty(await WarningsAsync(static builder => builder.Services.AddHostedService(static _ => new OwnTracing(TelemetryNames.Meter)), (Endpoint, Collector)));

    [Fact]
    public async Task It_is_said_where_that_of_the_user_listens_to_others_alone() =>
        Assert.Single(await WarningsAsync(static builder => builder.Services.AddHostedService(static _ => new OwnTracing("Ledger")), (Endpoint, Collector)));

    /// <summary>What the user adds comes after the agent, and so starts after what the agent has added.</summary>
    private static async Task<IReadOnlyList<string>> WarningsAsync(Action<WebApplicationBuilder> complete, params (string Key, string Value)[] settings)
    {
        await using var host = await AgentHost.StartAsync<MeasuredAgent>("", configure: null, complete, settings);
        return [.. host.Logs.Entries.Where(static entry => entry.Level == LogLevel.Warning && entry.Text.Contains("sends no traces", StringComparison.Ordinal)).Select(static entry => entry.Text)];
    }

    /// <summary>Builds its provider when the application starts, as OpenTelemetry's own registration does.</summary>
    private sealed class OwnTracing(string source) : IHostedService, IDisposable
    {
        private TracerProvider? _provider;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            _provider = Sdk.CreateTracerProviderBuilder().AddSource(source).Build();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose() => _provider?.Dispose();
    }
}
