using System.Runtime.CompilerServices;
using A2AAgent.Protocol;
using A2AAgent.Server.Tasks;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Server.Execution;

/// <summary>What other replicas record about tasks. Where there are none, neither is there anything to follow.</summary>
internal sealed class TaskFollowing(ITaskStore store, ITaskFeed? feed, ILogger logger)
{
    /// <summary>Lets those who watch a task hear what other replicas record; false where there are none.</summary>
    public bool TryFollow(LiveTask live, long after)
    {
        if (feed is not null)
        {
            live.Follow(feed, after, logger);
        }

        return feed is not null;
    }

    /// <summary>The events between two versions, which other replicas have recorded.</summary>
    public async IAsyncEnumerable<StreamEvent> BetweenAsync(TaskKey key, long after, long before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (feed is null || before == after + 1)
        {
            yield break;
        }

        await foreach (var recorded in feed.ReadAsync(key, after, cancellationToken))
        {
            if (recorded.Version >= before)
            {
                yield break;
            }

            yield return recorded.Event;
        }
    }

    /// <summary>Finds a task, once its turn is over where another replica works on it.</summary>
    public async ValueTask<TaskRecord?> FindSettledAsync(TaskKey key, long after, CancellationToken cancellationToken)
    {
        if (feed is not null)
        {
            await foreach (var recorded in feed.ReadAsync(key, after, cancellationToken))
            {
                if (recorded.Event.State?.IsSettled() is true)
                {
                    break;
                }
            }
        }

        return await store.FindAsync(key, cancellationToken);
    }
}
