using System.Diagnostics.CodeAnalysis;
using A2AAgent.Postgres.Diagnostics;
using A2AAgent.Postgres.Failures;
using A2AAgent.Postgres.Sql;
using A2AAgent.Protocol;
using A2AAgent.Server.Tasks;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace A2AAgent.Postgres;

/// <summary>
/// Keeps the number of tasks within its limit. Counting them for each new one would cost more than creating it, so they are counted now
/// and then, and what this replica creates is added.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore has no wait handle to free.")]
internal sealed class TaskCapacity(PostgresCalls calls, TaskSql sql, PostgresOptions options, TimeProvider time, ILogger logger)
{
    private const int Batch = 500;
    private static readonly TimeSpan CountInterval = TimeSpan.FromMinutes(1);

    /// <summary>How long one round of removals may take: the next one comes a second later.</summary>
    private static readonly TimeSpan RemovalTime = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim _counting = new(1, 1);
    private readonly Lock _gate = new();
    private List<TaskKey> _evicted = [];
    private long _tasks = long.MaxValue / 2; // not counted yet
    private long _counted;

    /// <summary>Makes room for one more task.</summary>
    /// <exception cref="AgentException">The store is full of tasks that cannot go.</exception>
    public ValueTask EnterAsync(CancellationToken cancellationToken) =>
        Interlocked.Increment(ref _tasks) <= options.MaxTasks && time.GetElapsedTime(Volatile.Read(ref _counted)) < CountInterval
            ? ValueTask.CompletedTask
            : MakeRoomAsync(cancellationToken);

    /// <summary>Removes the oldest tasks of a kind until none is older than a limit, or for as long as one round may take.</summary>
    public async ValueTask<List<TaskKey>> RemoveAsync(string statement, DateTimeOffset limit, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var removed = await RemoveAsync(statement, limit, Batch, cancellationToken);
        for (var count = removed.Count; count == Batch && time.GetElapsedTime(began) < RemovalTime;)
        {
            var more = await RemoveAsync(statement, limit, Batch, cancellationToken);
            removed.AddRange(more);
            count = more.Count;
        }

        return removed;
    }

    /// <summary>The abandoned tasks that went before their time since the last call.</summary>
    public IReadOnlyList<TaskKey> TakeEvicted()
    {
        lock (_gate)
        {
            var evicted = _evicted;
            _evicted = [];
            return evicted;
        }
    }

    private async ValueTask MakeRoomAsync(CancellationToken cancellationToken)
    {
        await _counting.WaitAsync(cancellationToken);
        try
        {
            // Whoever waited for another's count may find room.
            if (Volatile.Read(ref _tasks) > options.MaxTasks || time.GetElapsedTime(_counted) >= CountInterval)
            {
                await CountAsync(cancellationToken);
            }

            if (_tasks > options.MaxTasks)
            {
                await EvictAsync(cancellationToken);
            }
        }
        catch
        {
            Interlocked.Decrement(ref _tasks);
            throw;
        }
        finally
        {
            _counting.Release();
        }
    }

    private async ValueTask CountAsync(CancellationToken cancellationToken)
    {
        var tasks = await calls.RunAsync(CountAsync, argument: true, cancellationToken);
        Volatile.Write(ref _counted, time.GetTimestamp());

        // One more: the task that asks.
        Volatile.Write(ref _tasks, tasks + 1);
    }

    private async ValueTask EvictAsync(CancellationToken cancellationToken)
    {
        // Some at once: a store that is full stays so, and each new task would pay.
        var count = (int)Math.Clamp(options.MaxTasks / 1_000, 1, Batch);
        var removed = await RemoveAsync(sql.RemoveEnded, DateTimeOffset.MaxValue, count, cancellationToken);
        if (removed.Count == 0)
        {
            removed = await RemoveAsync(sql.EvictEnded, DateTimeOffset.MaxValue, count, cancellationToken);
        }

        if (removed.Count > 0)
        {
            Log.Evicted(logger, options.MaxTasks, removed.Count);
            return;
        }

        removed = await RemoveAsync(sql.RemoveAbandoned, DateTimeOffset.MaxValue, count, cancellationToken);
        if (removed.Count == 0)
        {
            throw new AgentException(AgentError.ResourceExhausted, "The agent is busy with as many tasks as it can hold; try again when some have ended.")
            {
                RetryAfter = TimeSpan.FromSeconds(1),
            };
        }

        Log.Evicted(logger, options.MaxTasks, removed.Count);
        lock (_gate)
        {
            _evicted.AddRange(removed);
        }
    }

    private async ValueTask<List<TaskKey>> RemoveAsync(string statement, DateTimeOffset limit, int count, CancellationToken cancellationToken)
    {
        var keys = await calls.RunAsync(RemoveAsync, new Removal(statement, limit.UtcTicks, count), cancellationToken);
        Interlocked.Add(ref _tasks, -keys.Count);
        return keys;
    }

    private async ValueTask<long> CountAsync(NpgsqlConnection connection, bool argument, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql.Count, connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async ValueTask<List<TaskKey>> RemoveAsync(NpgsqlConnection connection, Removal removal, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(removal.Statement, connection);
        command.Parameters.Put(removal.Ticks);
        command.Parameters.Put((long)removal.Count);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var keys = new List<TaskKey>();
        while (await reader.ReadAsync(cancellationToken))
        {
            keys.Add(new TaskKey(reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        }

        return keys;
    }

    private sealed record Removal(string Statement, long Ticks, int Count);
}
