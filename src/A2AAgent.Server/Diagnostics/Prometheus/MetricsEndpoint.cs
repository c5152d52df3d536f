using A2AAgent.Protocol.Diagnostics;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Server.Diagnostics.Prometheus;

/// <summary>Gives what is measured to Prometheus, which asks for it from time to time.</summary>
internal sealed class MetricsEndpoint(MetricsCollector collector, ProcessFigures process, AgentDefinition agent)
{
    public const string Path = "/metrics";

    private readonly KeyValuePair<string, object?>[] _about = [new("name", agent.Card.Name), new("version", agent.Card.Version)];

    /// <summary>Adds it, when the settings ask for it.</summary>
    public static void Add(IServiceCollection services, MetricsOptions options)
    {
        if (options.Prometheus)
        {
            services.AddSingleton<MetricsCollector>();
            services.AddSingleton(static provider => new ProcessFigures(provider.GetRequiredService<TimeProvider>().GetUtcNow()));
            services.AddSingleton<MetricsEndpoint>();
        }
    }

    public Task AnswerAsync(HttpContext http)
    {
        var text = new ExpositionText();
        text.Begin(TelemetryNames.AgentInfo, "gauge", "The agent, by its card");
        text.Sample(TelemetryNames.AgentInfo, "", _about, bound: null, 1);
        collector.Write(text);
        process.Write(text);
        http.Response.ContentType = ExpositionText.ContentType;
        http.Response.ContentLength = text.Utf8.Length;
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : http.Response.BodyWriter.WriteAsync(text.Utf8, http.RequestAborted).AsTask();
    }
}
