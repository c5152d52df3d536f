namespace A2AAgent.Load.Driver;

/// <summary>A program with its settings, and what it is asked.</summary>
internal sealed record Entrant(string Binary, string Replies, Func<Server, Task<Scenario[]>> ScenariosAsync)
{
    /// <summary>Environment variables beside those that every program gets.</summary>
    public IReadOnlyList<(string Name, string Value)> Settings { get; init; } = [];

    public Task<Server> StartedAsync(Cores cores) => Server.StartedAsync(Binary, cores, Replies, Settings);
}
