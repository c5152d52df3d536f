using System.Diagnostics;
using A2AAgent.Server;
using A2AAgent.Tests.Diagnostics;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.Telemetry.Otlp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Telemetry;

/// <summary>Whether ASP.NET Core makes an activity of its own beside the span of a call.</summary>
[Collection(nameof(SpanCostTests))]
public sealed class QuietRequestsTests
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    [Theory]
    [InlineData("Logging:LogLevel:Default=Warning")]
    [InlineData("Logging:LogLevel:Microsoft.AspNetCore=Warning")]
    [InlineData("Logging:LogLevel:Default=Warning;Logging:A2AAgent.Tests.Hosting.LogSink:LogLevel:Default=Error")]
    [InlineData("Logging:LogLevel:Default=Information;Logging:LogLevel:Microsoft.*.Diagnostics=Warning")]
    [InlineData("Logging:LogLevel:Default=Information;Logging:A2AAgent.Tests.Hosting.LogSink:LogLevel:Default=Information;Logging:LogLevel:Microsoft.AspNetCore=Warning;Logging:A2AAgent.Tests.Hosting.LogSink:LogLevel:Microsoft.AspNetCore=Warning")]
    public async Task None_is_made_where_the_log_of_requests_is_not_wanted(string settings)
    {
        await using var receiver = await OtlpReceiver.StartAsync();

        Assert.Equal([null], await ActivitiesAsync(settings, (Endpoint, receiver.GrpcEndpoint.ToString())));
    }

    [Theory]
    [InlineData("Logging:LogLevel:Default=Information")]
    [InlineData("Logging:LogLevel:Microsoft.AspNetCore=Warning;Logging:LogLevel:Microsoft.AspNetCore.Hosting=Information")]
    [InlineData("Logging:LogLevel:Default=Warning;Logging:A2AAgent.Tests.Hosting.LogSink:LogLevel:Default=Information")]
    public async Task One_is_made_where_the_log_of_requests_is_wanted(string settings)
    {
        await using var receiver = await OtlpReceiver.StartAsync();

        Assert.Equal(["Microsoft.AspNetCore.Hosting.HttpRequestIn"], await ActivitiesAsync(settings, (Endpoint, receiver.GrpcEndpoint.ToString())));
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://127.0.0.1:1;OTEL_TRACES_EXPORTER=none")]
    public async Task One_is_made_where_calls_have_no_spans_so_that_the_lines_of_a_request_can_be_told(string endpoint) =>
        Assert.Equal(["Microsoft.AspNetCore.Hosting.HttpRequestIn"], await ActivitiesAsync("Logging:LogLevel:Default=Warning;" + $"{Endpoint}={endpoint}"));

    /// <summary>What is current when a request comes in.</summary>
    private static async Task<IReadOnlyList<string?>> ActivitiesAsync(string settings, params (string, string)[] more)
    {
        var seen = new Seen();
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(
            builder =>
            {
                builder.Services.AddSingleton<IStartupFilter>(seen);
                builder.AddAgentTelemetry();
            },
            [.. settings.Split(';').Select(static setting => setting.Split('=', 2)).Select(static setting => (setting[0], setting[1])), .. more]);
        await host.GetAsync("/.well-known/agent-card.json", TestContext.Current.CancellationToken);
        return seen.Activities;
    }

    private sealed class Seen : IStartupFilter
    {
        public List<string?> Activities { get; } = [];

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, following) =>
            {
                Activities.Add(Activity.Current?.OperationName);
                return following(http);
            });
            next(app);
        };
    }
}
