using System.Runtime.CompilerServices;
using A2AAgent.Postgres.Failures;
using A2AAgent.Postgres.Sql;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using A2AAgent.Server.Tasks;
using Npgsql;

namespace A2AAgent.Postgres.Feed;

/// <summary>Reads the events of tasks from the log, and waits for more. Notifications only say when to look: the log is what counts.</summary>
internal sealed class PostgresTaskFeed(PostgresCalls calls, TaskSql sql, TaskWatches watches, TimeProvider time) : ITaskFeed
{
    private const int MostAtOnce = 256;
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(500);

    public async IAsyncEnumerable<RecordedEvent> ReadAsync(TaskKey key, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(after, 1);
        if (await FindAsync(key, cancellationToken) is not { } task)
        {
            yield break;
        }

        var watch = watches.Enter(task);
        try
        {
            while (true)
            {
                // Taken before the log is read, so that an event recorded meanwhile is not waited for in vain.
                var woken = watch.Woken;
                var log = await ReadAsync(new Position(key, task, after), cancellationToken);
                foreach (var recorded in log.Events)
                {
                    yield return recorded;
                    after = recorded.Version;
                    if (recorded.Event.State?.IsTerminal() is true)
                    {
                        yield break;
                    }
                }

                if (!log.TaskExists)
                {
                    yield break;
                }

                if (log.Events.Count == 0)
                {
                    await woken.WaitAsync(cancellationToken);
                }
            }
        }
        finally
        {
            watches.Leave(watch);
        }
    }

    private ValueTask<long?> FindAsync(TaskKey key, CancellationToken cancellationToken) =>
        key.IsStorable() ? PatientlyAsync(FindAsync, key, cancellationToken) : ValueTask.FromResult<long?>(null);

    private ValueTask<Log> ReadAsync(Position position, CancellationToken cancellationToken) => PatientlyAsync(ReadAsync, position, cancellationToken);

    /// <summary>Reads however long the database is away: readers of a stream would only come back and ask again.</summary>
    private async ValueTask<TResult> PatientlyAsync<TArgument, TResult>(PostgresCall<TArgument, TResult> call, TArgument argument, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await calls.RunAsync(call, argument, cancellationToken);
            }
            catch (AgentException e) when (e.Error == AgentError.Unavailable)
            {
                await Task.Delay(RetryInterval, time, cancellationToken);
            }
        }
    }

    private async ValueTask<long?> FindAsync(NpgsqlConnection connection, TaskKey key, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql.FindNumber, connection);
        command.Parameters.Put(key);
        return (long?)await command.ExecuteScalarAsync(cancellationToken);
    }

    private async ValueTask<Log> ReadAsync(NpgsqlConnection connection, Position position, CancellationToken cancellationToken)
    {
        var find = new NpgsqlBatchCommand(sql.FindNumber);
        find.Parameters.Put(position.Key);
        var events = new NpgsqlBatchCommand(sql.Events);
        events.Parameters.Put(position.Task);
        events.Parameters.Put(position.After);
        events.Parameters.Put((long)MostAtOnce);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { events, find } };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var recorded = new List<RecordedEvent>();
        while (await reader.ReadAsync(cancellationToken))
        {
            recorded.Add(Read(reader));
        }

        await reader.NextResultAsync(cancellationToken);
        return new Log(recorded, await reader.ReadAsync(cancellationToken));
    }

    private static RecordedEvent Read(NpgsqlDataReader reader) =>
        new(ProtocolJson.FromOwnUtf8(reader.GetFieldValue<byte[]>(1), ProtocolJson.Context.StreamEvent), reader.GetInt64(0));

    private sealed record Position(TaskKey Key, long Task, long After);

    private sealed record Log(List<RecordedEvent> Events, bool TaskExists);
}
