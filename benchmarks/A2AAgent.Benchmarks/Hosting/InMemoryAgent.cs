using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Benchmarks.Hosting;

/// <summary>The agent as an application builds it, without a server in front: its endpoints are called directly.</summary>
internal sealed class InMemoryAgent
{
    private readonly WebApplication _app;

    public InMemoryAgent()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(
        [
            new("Agent:PublicUrl", "https://agents.example.com"),
            new("Agent:Security:AllowAnonymous", "true"),
        ]);
        builder.AddAgent<BenchmarkAgent>();
        _app = builder.Build();
        _app.MapAgent<BenchmarkAgent>();
    }

    public IAgentService Service => _app.Services.GetRequiredService<IAgentService>();

    public RequestDelegate Endpoint(string displayName) => ((IEndpointRouteBuilder)_app).DataSources
        .SelectMany(static source => source.Endpoints)
        .First(endpoint => endpoint.DisplayName == displayName).RequestDelegate!;

    public InMemoryCall Call() => new(_app.Services);
}
