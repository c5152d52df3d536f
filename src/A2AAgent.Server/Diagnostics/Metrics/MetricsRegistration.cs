using A2AAgent.Server.Configuration;
using A2AAgent.Server.Diagnostics.Prometheus;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Server.Diagnostics.Metrics;

/// <summary>Adds what is measured of every agent.</summary>
internal static class MetricsRegistration
{
    public static void Add(IServiceCollection services, MetricsOptions options)
    {
        services.AddSingleton<OperationMetrics>();
        services.AddSingleton<TaskMetrics>();
        services.AddSingleton<TaskGauges>();
        services.AddSingleton<CardMetrics>();
        MetricsEndpoint.Add(services, options);
    }
}
