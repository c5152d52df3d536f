namespace A2AAgent.Load.Driver;

/// <summary>A floor and an agent that speak the same protocol, what both are asked, and the tool that asks.</summary>
internal sealed record Family(string Name, string Floor, string Agent, Tool Tool, Func<Server, Task<Scenario[]>> ScenariosAsync)
{
    public static Family Http { get; } = new("http", "Floor", "Agent", Tool.Wrk, HttpScenario.AllAsync);

    /// <summary>An agent against itself, with and without security.</summary>
    public static Family Trust { get; } = new("trust", "TrustAgent", "TrustAgent", Tool.Wrk, HttpScenario.AllAsync);

    /// <summary>An agent against itself, with its tasks in memory and in PostgreSQL.</summary>
    public static Family Postgres { get; } = new("postgres", "PostgresAgent", "PostgresAgent", Tool.Wrk, HttpScenario.AllAsync);

    /// <summary>An agent, and the same with what exports its telemetry in its binary.</summary>
    public static Family Telemetry { get; } = new("telemetry", "Agent", "TelemetryAgent", Tool.Wrk, HttpScenario.AllAsync);

    /// <summary>What calls agents, in two ways, and an agent.</summary>
    public static Family Client { get; } = new("client", "Client", "Agent", Tool.Wrk, HttpScenario.AllAsync);

    public static Family Grpc { get; } = new("grpc", "GrpcFloor", "GrpcAgent", Tool.H2Load, static _ => Task.FromResult(GrpcScenario.All));
}
