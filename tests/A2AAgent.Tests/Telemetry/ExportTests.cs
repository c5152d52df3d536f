using System.Diagnostics;
using A2AAgent.Server;
using A2AAgent.Telemetry.Pipeline;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Diagnostics;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.Telemetry.Otlp;

namespace A2AAgent.Tests.Telemetry;

/// <summary>What a collector gets of an agent.</summary>
public sealed class ExportTests
{
    [Theory]
    [InlineData("grpc", "none")]
    [InlineData("grpc", "gzip")]
    [InlineData("http/protobuf", "none")]
    [InlineData("http/protobuf", "gzip")]
    public async Task Traces_metrics_and_logs_arrive(string protocol, string compression)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var host = await StartAsync(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", (protocol == "grpc" ? receiver.GrpcEndpoint : receiver.HttpEndpoint).ToString()),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", protocol),
            ("OTEL_EXPORTER_OTLP_COMPRESSION", compression),
            ("OTEL_EXPORTER_OTLP_HEADERS", "x-key=a%2Cb"));
        var caller = ActivitySpanId.CreateRandom().ToHexString();
        var trace = ActivityTraceId.CreateRandom().ToHexString();

        await new HttpJsonClient(host).CallAsync("SendMessage", TestJson.Text("fail", "x"), Below(trace, caller));
        await receiver.WaitForAsync(receiver => receiver.Spans.Count(span => span.TraceId == trace) >= 2);
        await host.StopAsync();

        var call = await receiver.SpanAsync(span => span.TraceId == trace && span.Name == "SendMessage");
        var skill = await receiver.SpanAsync(span => span.TraceId == trace && span.Name == "skill fail");
        Assert.Equal((caller, OtlpKind.Server, "Measured \"Agent\"", "A2AAgent.Server"), (call.ParentId, call.Kind, call.Service, call.Scope));
        Assert.Equal((call.SpanId, OtlpKind.Internal, OtlpStatus.Error), (skill.ParentId, skill.Kind, skill.Status));
        Assert.Equal("exception", Assert.Single(skill.Events).Name);
        Assert.Contains(receiver.Metrics, static metric => metric is { Name: "a2a.server.operation.duration", Unit: "s", Scope: "A2AAgent.Server" });
        Assert.Contains(receiver.Metrics, static metric => metric.Name == "a2a.task.duration");
        Assert.Contains(receiver.Logs, log => log.TraceId == trace && log.SpanId == skill.SpanId && log.Body.StartsWith("Skill fail failed in task", StringComparison.Ordinal));
        Assert.All(receiver.Requests, request => Assert.Equal("a,b", request.Headers["x-key"]));
        Assert.All(receiver.Requests, request => Assert.Equal(protocol == "grpc" ? "grpc" : "application/x-protobuf", request.Protocol));
        Assert.All(receiver.Resources, static resource => Assert.Equal("3.2.1", resource["service.version"]));
    }

    [Fact]
    public async Task The_environment_says_what_the_service_is()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var host = await StartAsync(
            ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", receiver.GrpcEndpoint.ToString()),
            ("OTEL_SERVICE_NAME", "expense-agent"),
            ("OTEL_RESOURCE_ATTRIBUTES", "service.version=9,k8s.pod.name=pod-1"));

        await new HttpJsonClient(host).CallAsync("ListTasks", headers: Below(ActivityTraceId.CreateRandom().ToHexString(), "00f067aa0ba902b7"));
        await receiver.WaitForAsync(static receiver => receiver.Spans.Any(static span => span.Name == "ListTasks"));

        var resource = receiver.Resources.First();
        Assert.Equal(("expense-agent", "9", "pod-1"), (resource["service.name"], resource["service.version"], resource["k8s.pod.name"]));
    }

    [Fact]
    public async Task A_signal_is_exported_where_its_own_variable_says_and_the_others_not()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var host = await StartAsync(
            ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", new Uri(receiver.HttpEndpoint, "/v1/traces").ToString()),
            ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/protobuf"));

        await new HttpJsonClient(host).CallAsync("ListTasks", headers: Below(ActivityTraceId.CreateRandom().ToHexString(), "00f067aa0ba902b7"));
        await receiver.WaitForAsync(static receiver => receiver.Spans.Any(static span => span.Name == "ListTasks"));
        await host.StopAsync();

        Assert.All(receiver.Requests, static request => Assert.Equal("/v1/traces", request.Path));
    }

    [Fact]
    public async Task Sources_of_the_user_are_exported_as_well()
    {
        using var source = new ActivitySource("Ledger.Of.The.User");
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(
            builder => builder.AddAgentTelemetry(static options => options.Sources.Add("Ledger.*")),
            [.. Fast, ("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.GrpcEndpoint.ToString())]);

        source.StartActivity("book")?.Dispose();

        Assert.Equal("Ledger.Of.The.User", (await receiver.SpanAsync(static span => span.Name == "book")).Scope);
    }

    [Fact]
    public async Task A_sampler_leaves_out_what_it_is_told_to()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var host = await StartAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.GrpcEndpoint.ToString()), ("OTEL_TRACES_SAMPLER", "parentbased_always_off"));
        var client = new HttpJsonClient(host);
        await client.CallAsync("SendMessage", TestJson.Text("echo", "x"));

        await client.CallAsync("ListTasks", headers: Below(ActivityTraceId.CreateRandom().ToHexString(), "00f067aa0ba902b7"));
        await receiver.WaitForAsync(static receiver => receiver.Spans.Any(static span => span.Name == "ListTasks"));

        Assert.DoesNotContain(receiver.Spans, span => span.Name is "SendMessage" or "skill echo" && span.Start > DateTimeOffset.UnixEpoch && span.ParentId.Length == 0);
    }

    [Fact]
    public async Task What_waits_is_sent_when_the_agent_ends()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(
            static builder => builder.AddAgentTelemetry(),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.HttpEndpoint.ToString()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_BSP_SCHEDULE_DELAY", "3600000"));
        await new HttpJsonClient(host).CallAsync("ListTasks", headers: Below("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"));

        await host.StopAsync();

        Assert.Contains(receiver.Spans, static span => span is { Name: "ListTasks", ParentId: "00f067aa0ba902b7" });
    }

    [Fact]
    public async Task A_collector_that_is_away_is_said_once_and_holds_up_nothing()
    {
        await using var host = await StartAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"), ("OTEL_EXPORTER_OTLP_TIMEOUT", "500"));
        var client = new HttpJsonClient(host);
        for (var i = 0; i < 3; i++)
        {
            await client.CallAsync("SendMessage", TestJson.Text("echo", "x"));
        }

        var began = Stopwatch.GetTimestamp();
        await host.StopAsync();

        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(15));
        Assert.Single(host.Logs.Entries, static entry => entry.Text.Contains("does not take telemetry", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_collector_that_does_not_take_one_signal_is_said_once()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var host = await StartAsync(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.HttpEndpoint.ToString()),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", new Uri(receiver.HttpEndpoint, "/v1/nowhere").ToString()));
        var client = new HttpJsonClient(host);
        for (var i = 1; i <= 4; i++)
        {
            await client.CallAsync("SendMessage", TestJson.Text("echo", "x"), Below(ActivityTraceId.CreateRandom().ToHexString(), "00f067aa0ba902b7"));
            var (refused, taken) = (i, receiver.Requests.Count(static request => request.Path == "/v1/metrics"));
            await receiver.WaitForAsync(receiver =>
                receiver.Requests.Count(static request => request.Path == "/v1/nowhere") >= refused && receiver.Requests.Count(static request => request.Path == "/v1/metrics") >= taken + 2);
        }

        await host.StopAsync();

        Assert.Contains("/v1/nowhere", Assert.Single(host.Logs.Entries, static entry => entry.Text.Contains("does not take telemetry", StringComparison.Ordinal)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(host.Logs.Entries, static entry => entry.Text.Contains("takes telemetry again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_an_endpoint_nothing_is_built()
    {
        await using var host = await StartAsync(("OTEL_SERVICE_NAME", "x"), ("OTEL_TRACES_EXPORTER", "otlp"));

        Assert.Null(host.Services.GetService(typeof(TelemetryPipeline)));
    }

    private static (string Key, string Value)[] Fast => [("OTEL_BSP_SCHEDULE_DELAY", "20"), ("OTEL_BLRP_SCHEDULE_DELAY", "20"), ("OTEL_METRIC_EXPORT_INTERVAL", "200")];

    private static Task<AgentHost> StartAsync(params (string Key, string Value)[] settings) =>
        AgentHost.StartAsync<MeasuredAgent>(static builder => builder.AddAgentTelemetry(), [.. Fast, .. settings]);

    private static CallHeaders Below(string trace, string span) => new(Credential: request => request.Headers.Add("traceparent", $"00-{trace}-{span}-01"));
}
