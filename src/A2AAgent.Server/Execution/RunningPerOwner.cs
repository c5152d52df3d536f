using System.Collections.Concurrent;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Execution;

/// <summary>How many turns run for each owner, whatever the tenants: who may name any would otherwise have a share in each.</summary>
/// <param name="limit">How many may; null for any number, and then nothing is counted.</param>
internal sealed class RunningPerOwner(int? limit)
{
    private readonly ConcurrentDictionary<string, int> _running = new(StringComparer.Ordinal);

    /// <summary>Takes a place for a turn; false when all of the owner's are taken. Each true is paired with <see cref="Ended"/>.</summary>
    public bool TryBegin(in TaskScope scope)
    {
        var owner = scope.Owner;
        if (limit is null)
        {
            return true;
        }

        while (true)
        {
            if (!_running.TryGetValue(owner, out var running))
            {
                if (_running.TryAdd(owner, 1))
                {
                    return true;
                }
            }
            else if (running >= limit)
            {
                return false;
            }
            else if (_running.TryUpdate(owner, running + 1, running))
            {
                return true;
            }
        }
    }

    public void Ended(in TaskScope scope)
    {
        var owner = scope.Owner;
        while (limit is not null && _running.TryGetValue(owner, out var running))
        {
            // An owner without turns is forgotten: there may be many.
            if (running > 1 ? _running.TryUpdate(owner, running - 1, running) : _running.TryRemove(KeyValuePair.Create(owner, running)))
            {
                return;
            }
        }
    }
}
