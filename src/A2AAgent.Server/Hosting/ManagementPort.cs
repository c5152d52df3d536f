using A2AAgent.Server.Diagnostics.Prometheus;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace A2AAgent.Server.Hosting;

/// <summary>Keeps the management port apart: it answers nothing but health and metrics, and no other port answers that.</summary>
internal static class ManagementPort
{
    private static readonly object Mark = new();

    /// <summary>Marks the connections of a listener, which holds whatever port it got.</summary>
    public static void MarkConnections(ListenOptions listener) => listener.Use(next => connection =>
    {
        connection.Items[Mark] = Mark;
        return next(connection);
    });

    public static void Use(IApplicationBuilder app, Readiness readiness, MetricsEndpoint? metrics) => app.Use(next => http =>
        http.Features.Get<IConnectionItemsFeature>()?.Items.ContainsKey(Mark) is true ? AnswerAsync(http, readiness, metrics) : next(http));

    private static Task AnswerAsync(HttpContext http, Readiness readiness, MetricsEndpoint? metrics)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (metrics is not null && http.Request.Path.Value == MetricsEndpoint.Path)
        {
            return metrics.AnswerAsync(http);
        }

        (http.Response.StatusCode, var text) = (http.Request.Path.Value, readiness.Problem) switch
        {
            ("/health/live", _) => (StatusCodes.Status200OK, "live"),
            ("/health/ready", null) => (StatusCodes.Status200OK, "ready"),
            ("/health/ready", { } problem) => (StatusCodes.Status503ServiceUnavailable, problem),
            _ => (StatusCodes.Status404NotFound, metrics is null ? "This is the management port: /health/live and /health/ready." : "This is the management port: /health/live, /health/ready and /metrics."),
        };
        http.Response.ContentType = "text/plain";
        return http.Response.WriteAsync(text, http.RequestAborted);
    }
}
