namespace A2AAgent.Server.Hosting;

/// <summary>Whether the agent can take requests now.</summary>
internal sealed class Readiness(Draining draining, IEnumerable<IReadiness> conditions)
{
    private readonly IReadiness[] _conditions = [.. conditions];

    /// <summary>Why not, or null.</summary>
    public string? Problem => draining.Leaving ? "shutting down" : Array.Find(_conditions, static condition => condition.Problem is not null)?.Problem;
}
