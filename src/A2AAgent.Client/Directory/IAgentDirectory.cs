namespace A2AAgent.Client.Directory;

/// <summary>A registry of agents: it knows where they are and what they can do.</summary>
/// <remarks>Implementations are safe for concurrent use.</remarks>
public interface IAgentDirectory
{
    /// <summary>Finds agents.</summary>
    /// <param name="query">What the agents must have.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The agents, the one to prefer first; none when there is none.</returns>
    /// <exception cref="AgentDirectoryException">The directory cannot be asked now.</exception>
    ValueTask<IReadOnlyList<DirectoryEntry>> FindAsync(AgentQuery query, CancellationToken cancellationToken);
}

/// <summary>What an agent must have to be found; what is null does not matter.</summary>
public sealed record AgentQuery
{
    /// <summary>The agent's name in the directory.</summary>
    public string? Name { get; init; }

    /// <summary>The identifier of a skill that it has.</summary>
    public string? Skill { get; init; }

    /// <summary>A tag that one of its skills has.</summary>
    public string? Tag { get; init; }

    /// <summary>For messages, for example <c>skill 'validate-expense'</c>.</summary>
    public override string ToString() => string.Join(" and ", new[] { Quoted("name", Name), Quoted("skill", Skill), Quoted("tag", Tag) }.Where(static part => part.Length > 0)) is { Length: > 0 } text ? text : "any";

    private static string Quoted(string what, string? value) => string.IsNullOrEmpty(value) ? "" : $"{what} '{value}'";
}

/// <summary>An agent in a directory.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Where it is.</param>
public sealed record DirectoryEntry(string Name, AgentAddress Address)
{
    /// <summary>The identifiers of its skills, as far as the directory knows them.</summary>
    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>The tags of its skills, as far as the directory knows them.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}

/// <summary>A directory cannot be asked now.</summary>
public sealed class AgentDirectoryException : Exception
{
    /// <summary>Makes a failure.</summary>
    /// <param name="message">Which directory, and why.</param>
    /// <param name="innerException">What caused it.</param>
    public AgentDirectoryException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
