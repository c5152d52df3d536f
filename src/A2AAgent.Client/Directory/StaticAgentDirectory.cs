using System.Collections.Concurrent;
using A2AAgent.Client.Resilience;

namespace A2AAgent.Client.Directory;

/// <summary>A directory that is a list. What an entry does not say of its skills and tags, the agent's card is asked for.</summary>
/// <remarks>Thread-safe. An agent whose card cannot be had is not found by its skills and tags.</remarks>
public sealed class StaticAgentDirectory : IAgentDirectory, IDisposable
{
    /// <summary>Calls wait for the slowest card, and can do without it.</summary>
    private static readonly TimeSpan CardTimeout = TimeSpan.FromSeconds(3);

    private readonly DirectoryEntry[] _entries;
    private readonly AgentClientOptions _options;
    private readonly ConcurrentDictionary<DirectoryEntry, AgentClient> _clients = new();

    /// <summary>Makes a directory.</summary>
    /// <param name="entries">The agents, those to prefer first.</param>
    /// <param name="options">How cards are fetched; null for the defaults, but within three seconds.</param>
    public StaticAgentDirectory(IEnumerable<DirectoryEntry> entries, AgentClientOptions? options = null) =>
        (_entries, _options) = ([.. entries], options ?? new AgentClientOptions { Resilience = new ResilienceOptions { AttemptTimeout = CardTimeout } });

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<DirectoryEntry>> FindAsync(AgentQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var named = _entries.Where(entry => query.Name is null || string.Equals(entry.Name, query.Name, StringComparison.OrdinalIgnoreCase));
        if (query is { Skill: null, Tag: null })
        {
            return [.. named];
        }

        var known = await Task.WhenAll(named.Select(entry => CompleteAsync(entry, cancellationToken))).ConfigureAwait(false);
        return [.. known.Where(entry => Has(entry.Skills, query.Skill) && Has(entry.Tags, query.Tag))];
    }

    /// <summary>Closes its connections.</summary>
    public void Dispose()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }
    }

    private static bool Has(IReadOnlyList<string> values, string? wanted) => wanted is null || values.Contains(wanted, StringComparer.Ordinal);

    private async Task<DirectoryEntry> CompleteAsync(DirectoryEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Skills.Count > 0 || entry.Tags.Count > 0)
        {
            return entry;
        }

        try
        {
            var client = _clients.GetOrAdd(entry, static (entry, options) => new AgentClient(entry.Address, options), _options);
            var card = await client.GetCardAsync(cancellationToken).ConfigureAwait(false);
            return entry with { Skills = [.. card.Skills.Select(static skill => skill.Id)], Tags = [.. card.Skills.SelectMany(static skill => skill.Tags).Distinct(StringComparer.Ordinal)] };
        }
        catch (RemoteAgentException)
        {
            return entry;
        }
    }
}
