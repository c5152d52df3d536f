using System.Runtime.CompilerServices;
using A2AAgent.Postgres.Failures;
using A2AAgent.Postgres.Feed;
using A2AAgent.Postgres.Sql;
using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Tasks;
using Microsoft.Extensions.Logging;
using Npgsql;

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
    TaskNotifier notifier,
    TaskOptions options,
    TimeProvider time,
    ILogger<PostgresTaskStore> logger) : ITaskStore
{
    private static readonly object Marker = new();

    /// <summary>The tasks and events whose writing may or may not have happened.</summary>
    private readonly ConditionalWeakTable<object, object> _doubtful = [];

    private readonly TaskPages _pages = new(calls, sql, logger);

    public async ValueTask CreateAsync(TaskRecord record, CancellationToken cancellationToken)
    {
        CheckStorable(record);
        await capacity.EnterAsync(cancellationToken);
        var created = await calls.RunAsync(CreateAsync, record, cancellationToken, record => InDoubt(record.Task));
        if (!created && !_doubtful.Remove(record.Task))
        {
            throw new TaskConflictException(record.Key, record.Version);
        }
    }

    public async ValueTask AppendAsync(TaskRecord record, IReadOnlyList<StreamEvent> changes, CancellationToken cancellationToken)
    {
        var append = new Append(record, changes);
        if (await calls.RunAsync(AppendAsync, append, cancellationToken, append => InDoubt(append.Changes[^1])) is { } task)
        {
            notifier.Changed(task);
        }
        else if (!(_doubtful.Remove(changes[^1]) && await calls.RunAsync(HasEventAsync, append, cancellationToken)))
        {
            throw new TaskConflictException(record.Key, record.Version);
        }
    }

    public async ValueTask<TaskRecord?> FindAsync(TaskKey key, CancellationToken cancellationToken)
    {
        var found = key.IsStorable() ? await calls.RunAsync(FindAsync, key, cancellationToken) : null;
        if (found is not { } row)
        {
            return null;
        }

        var task = StoredTasks.Read(row.Json, key.Id, logger) ?? throw StoredTasks.Damaged(key.Id);
        return new TaskRecord(key, task, row.Version, row.SkillId);
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

    private async ValueTask<bool> CreateAsync(NpgsqlConnection connection, TaskRecord record, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql.Create, connection);
        command.Parameters.Put(record.Key);
        command.Parameters.Put(record);
        cancellationToken.ThrowIfCancellationRequested();
        return await command.ExecuteNonQueryAsync(CancellationToken.None) == 1;
    }

    private async ValueTask<long?> AppendAsync(NpgsqlConnection connection, Append append, CancellationToken cancellationToken)
    {
        var (record, changes) = append;
        await using var command = new NpgsqlCommand(sql.Append(changes.Count), connection);
        command.Parameters.Put(record.Key);
        command.Parameters.Put(record);
        command.Parameters.Put(append.HasNewStatus);
        command.Parameters.Put(record.Version - changes.Count);
        for (var i = 0; i < changes.Count; i++)
        {
            command.Parameters.Put(changes[i].ToUtf8Json());
        }

        cancellationToken.ThrowIfCancellationRequested();
        return (long?)await command.ExecuteScalarAsync(CancellationToken.None);
    }

    private async ValueTask<bool> HasEventAsync(NpgsqlConnection connection, Append append, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql.HasEvent, connection);
        command.Parameters.Put(append.Record.Key);
        command.Parameters.Put(append.Record.Version);
        command.Parameters.Put(append.Changes[^1].ToUtf8Json());
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private async ValueTask<StoredRow?> FindAsync(NpgsqlConnection connection, TaskKey key, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql.Find, connection);
        command.Parameters.Put(key);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? StoredRow.Read(reader) : null;
    }

    private void InDoubt(object written) => _doubtful.AddOrUpdate(written, Marker);

    private static void CheckStorable(TaskRecord record)
    {
        if (!record.Key.IsStorable() || !StorableText.IsStorable(record.Task.ContextId))
        {
            throw AgentException.InvalidParams("message", "has an identifier that cannot be stored: U+0000 or half of a surrogate pair");
        }
    }

    private sealed record Append(TaskRecord Record, IReadOnlyList<StreamEvent> Changes)
    {
        /// <summary>A new status brings a task to the front of lists, also one that equals the status before.</summary>
        public bool HasNewStatus => Changes.Any(static change => change.StatusUpdate is not null);

        public void Deconstruct(out TaskRecord record, out IReadOnlyList<StreamEvent> changes) => (record, changes) = (Record, Changes);
    }

    private sealed record StoredRow(long Version, string SkillId, byte[] Json)
    {
        public static StoredRow Read(NpgsqlDataReader reader) => new(reader.GetInt64(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2));
    }
}
