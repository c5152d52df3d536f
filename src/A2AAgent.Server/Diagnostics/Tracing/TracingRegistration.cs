using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Server.Diagnostics.Tracing;

/// <summary>Adds the spans of every agent.</summary>
internal static class TracingRegistration
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<ServerSpans>();
        services.AddSingleton<OperationSpans>();
        services.AddSingleton<SkillSpans>();
        services.AddHostedService<UnsentTraces>();
    }
}
