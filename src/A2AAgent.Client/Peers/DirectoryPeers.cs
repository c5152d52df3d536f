using A2AAgent.Client.Directory;

namespace A2AAgent.Client.Peers;

/// <summary>The agents that a directory finds; asked again now and then. Agents that are not called because they fail come last.</summary>
internal sealed class DirectoryPeers(string name, IAgentDirectory directory, AgentQuery query, AgentClientOptions options, HttpMessageInvoker http) : IPeers
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _gate = new(1);
    private Dictionary<AgentAddress, AgentPeer> _known = [];
    private volatile Found? _found;
    private volatile AgentPeer? _preferred;
    private AgentDirectoryException? _failure;
    private int _failed;

    public string Name => name;

    public AgentPeer? Only => null;

    public async ValueTask<IReadOnlyList<AgentPeer>> GetAsync(string operation, CancellationToken cancellationToken)
    {
        var found = _found is { } known && IsFresh(known) ? known : await FindAsync(operation, cancellationToken).ConfigureAwait(false);
        var preferred = _preferred;
        return found.Peers.Length == 1 || (preferred == found.Peers[0] && !preferred.IsResting)
            ? found.Peers
            : [.. found.Peers.OrderBy(static peer => peer.IsResting).ThenBy(peer => peer != preferred)];
    }

    public void Prefer(AgentPeer peer) => _preferred = peer;

    public void Dispose()
    {
        _gate.Dispose();
        foreach (var peer in _known.Values)
        {
            peer.Dispose();
        }
    }

    private async ValueTask<Found> FindAsync(string operation, CancellationToken cancellationToken)
    {
        var failed = Volatile.Read(ref _failed);
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_found is { } meanwhile && IsFresh(meanwhile))
            {
                return meanwhile;
            }

            if (failed != _failed && _failure is { } failure)
            {
                // It failed while this call waited for it: one after the other, calls would wait for ever longer.
                throw NotFound(operation, failure);
            }

            var entries = await directory.FindAsync(query, cancellationToken).ConfigureAwait(false);
            return entries.Count == 0
                ? throw NotFound(operation, $"the directory knows no agent with {query}", cause: null)
                : _found = new Found(PeersOf(entries), options.Time.GetTimestamp());
        }
        catch (AgentDirectoryException e)
        {
            // The agents may well be there; who answers is found out by calling.
            if (_found is { } known)
            {
                return _found = known with { At = options.Time.GetTimestamp() };
            }

            (_failure, _failed) = (e, _failed + 1);
            throw NotFound(operation, e);
        }
        finally
        {
            _gate.Release();
        }
    }

    private bool IsFresh(Found found) => options.Time.GetElapsedTime(found.At) < Lifetime;

    /// <summary>The agents, those that are known already with what is known of them. Agents come and go: those that have gone are forgotten, but not disposed of, since calls may be under way.</summary>
    private AgentPeer[] PeersOf(IReadOnlyList<DirectoryEntry> entries)
    {
        var peers = entries.DistinctBy(static entry => entry.Address).Select(entry => _known.GetValueOrDefault(entry.Address) ?? new AgentPeer(entry.Name, entry.Address, options, http)).ToArray();
        _known = peers.ToDictionary(static peer => peer.Address);
        return peers;
    }

    private RemoteAgentException NotFound(string operation, AgentDirectoryException cause) => NotFound(operation, cause.Message.TrimEnd('.'), cause);

    private RemoteAgentException NotFound(string operation, string problem, Exception? cause) =>
        new(AgentError.Unavailable, name, operation, RequestDelivery.NotSent, problem, cause) { IsRetrySafe = true, IsTransient = true };

    private sealed record Found(AgentPeer[] Peers, long At);
}
