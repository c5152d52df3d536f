using A2AAgent.Postgres.Failures;
using A2AAgent.Postgres.Feed;
using A2AAgent.Postgres.Reads;
using A2AAgent.Postgres.Replicas;
using A2AAgent.Postgres.Sql;
using A2AAgent.Postgres.Writes;
using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Tasks;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Postgres;

/// <summary>Keeps tasks in PostgreSQL, for any number of replicas. Each method is one round trip.</summary>
/// <remarks>
/// While the database cannot be used, every method fails with <see cref="AgentError.Unavailable"/>. A write that failed so may have had
/// its effect: the same call with the same objects may be made again, and has its effect once. A write is not given up once it is on
/// its way, since nobody would know whether it happened.
/// </remarks>
internal sealed class PostgresTaskStore(
    PostgresCalls calls,
    TaskSql sql,
    TaskCapacity capacity,
    WriteQueue queue,
    ReadQueue reads,
    TaskNotifier notifier,
    ReplicaLease lease,
    TaskOptions options,
    DatabaseTime time,
    ILogger<PostgresTaskStore> logger) : IWholeTaskStore
{
    private readonly TaskWriter _writer = new(calls, sql, queue, logger);
    private readonly StoredTasks _tasks = new(sql, logger);
    private readonly TaskPages _pages = new(calls, sql, time, logger);

    public ValueTask CreateAsync(TaskRecord record, CancellationToken cancellationToken) => CreateAsync(record, [], cancellationToken);

    public async ValueTask CreateAsync(TaskRecord record, IReadOnlyList<StreamEvent> changes, CancellationToken cancellationToken)
    {
        CheckStorable(record);
        await capacity.EnterAsync(cancellationToken);
        await _writer.WriteAsync(new TaskWrite(record, changes, lease.Number) { IsNew = true }, cancellationToken);
    }

    public async ValueTask AppendAsync(TaskRecord record, IReadOnlyList<StreamEvent> changes, CancellationToken cancellationToken)
    {
        if (await _writer.WriteAsync(new TaskWrite(record, changes, lease.Number), cancellationToken) is { } task)
        {
            notifier.Changed(task);
        }
    }

    public async ValueTask<TaskRecord?> FindAsync(TaskKey key, CancellationToken cancellationToken)
    {
        if (!key.IsStorable() || await reads.FindAsync(key, cancellationToken) is not { } found)
        {
            return null;
        }

        var task = found.Row.IsWhole ? _tasks.Read(found.Row, key.Id) : await calls.RunAsync(_tasks.ReadAsync, (found.Row, key.Id), cancellationToken);
        return new TaskRecord(key, task ?? throw StoredTasks.Damaged(key.Id), found.Row.Version, found.SkillId);
    }

    public ValueTask<TaskPage> ListAsync(TaskQuery query, CancellationToken cancellationToken) => _pages.ReadAsync(query, cancellationToken);

    public async ValueTask<IReadOnlyList<TaskKey>> RemoveExpiredAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await capacity.RemoveAsync(sql.RemoveEnded, now - options.FinishedTtl, cancellationToken);

        // Somebody may be watching these; a finished task has no watchers.
        var abandoned = await capacity.RemoveAsync(sql.RemoveAbandoned, now - options.AbandonedTtl, cancellationToken);
        abandoned.AddRange(capacity.TakeEvicted());
        return abandoned;
    }

    private static void CheckStorable(TaskRecord record)
    {
        if (!record.Key.IsStorable() || !StorableText.IsStorable(record.Task.ContextId))
        {
            throw AgentException.InvalidParams("message", "has an identifier that cannot be stored: U+0000 or half of a surrogate pair");
        }
    }
}
