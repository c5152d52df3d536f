using A2AAgent.Client;
using A2AAgent.Mcp;
using A2AAgent.Postgres;

namespace A2AAgent.ChainAgents;

/// <summary>Starts the agents.</summary>
internal static class Agents
{
    public static Task RunDeskAsync(string[] args)
    {
        var builder = Builder(args);
        builder.AddAgentDirectoryIfSet();
        builder.AddAgentClient("compliance").AddAgentClient("risk");
        builder.AddAgent<ExpenseDesk>();
        var app = builder.Build();
        app.MapAgent<ExpenseDesk>();
        return app.RunAsync();
    }

    public static Task RunComplianceAsync(string[] args)
    {
        var builder = Builder(args);
        builder.AddMcpTools("ledger");
        builder.AddAgent<ComplianceAgent>();
        var app = builder.Build();
        app.MapAgent<ComplianceAgent>();
        return app.RunAsync();
    }

    public static Task RunRiskAsync(string[] args)
    {
        var builder = Builder(args);
        builder.AddAgent<RiskAgent>();
        if (builder.Configuration["ConnectionStrings:Tasks"] is { Length: > 0 })
        {
            builder.AddPostgresTasks();
        }

        var app = builder.Build();
        app.MapAgent<RiskAgent>();
        return app.RunAsync();
    }

    private static WebApplicationBuilder Builder(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args[1..]);
        builder.AddAgentTelemetry();
        return builder;
    }

    private static void AddAgentDirectoryIfSet(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetSection("AgentDirectory").GetChildren().Any())
        {
            builder.AddAgentDirectory();
        }
    }
}
