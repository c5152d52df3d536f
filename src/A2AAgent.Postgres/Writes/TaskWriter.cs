using System.Runtime.CompilerServices;
using A2AAgent.Postgres.Diagnostics;
using A2AAgent.Postgres.Failures;
using A2AAgent.Postgres.Sql;
using A2AAgent.Protocol;
using A2AAgent.Server.Tasks;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace A2AAgent.Postgres.Writes;

/// <summary>Writes tasks once, however often that has to be tried: a write that may have happened is looked for before it is called a conflict.</summary>
internal sealed class TaskWriter(PostgresCalls calls, TaskSql sql, WriteQueue queue, ILogger logger)
{
    private static readonly object Marker = new();

    /// <summary>What may or may not have been written.</summary>
    private readonly ConditionalWeakTable<object, object> _doubtful = [];

    /// <summary>Writes; gives the task's number, or null when this very write had happened before.</summary>
    /// <exception cref="TaskConflictException">There is a task of that key, or the version is another.</exception>
    /// <exception cref="AgentException">The database is not available. The same write may be made again.</exception>
    public async ValueTask<long?> WriteAsync(TaskWrite write, CancellationToken cancellationToken)
    {
        var task = await TryTogetherAsync(write, cancellationToken) is { } outcome ? outcome.Task
            : await calls.RunAsync(WriteAloneAsync, write, CancellationToken.None, InDoubt);
        return task is not null || await HasHappenedAsync(write) ? task : throw new TaskConflictException(write.Record.Key, write.Record.Version);
    }

    /// <summary>Writes with others; null when that failed in a way that may be another's fault, or pass at once.</summary>
    private async ValueTask<Outcome?> TryTogetherAsync(TaskWrite write, CancellationToken cancellationToken)
    {
        try
        {
            return new Outcome(await queue.WriteAsync(write, cancellationToken));
        }
        catch (NpgsqlException e)
        {
            if (PostgresFailures.MayHaveHappened(e))
            {
                InDoubt(write);
            }

            if (PostgresFailures.IsPassing(e) && !PostgresFailures.HasLostConnection(e) && !PostgresFailures.HasRolledBack(e))
            {
                throw PostgresFailures.Unavailable(e);
            }

            Log.Repeated(logger, e, attempt: 1);
            return null;
        }
    }

    private async ValueTask<long?> WriteAloneAsync(NpgsqlConnection connection, TaskWrite write, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { write.ToCommand(sql) } };
        return (long?)await batch.ExecuteScalarAsync(cancellationToken);
    }

    private async ValueTask<bool> HasHappenedAsync(TaskWrite write) =>
        _doubtful.Remove(write.Identity) && (write.Changes.Count == 0
            ? await calls.RunAsync(HasTaskAsync, write, CancellationToken.None)
            : await calls.RunAsync(HasEventAsync, write, CancellationToken.None));

    /// <summary>Another replica may have created a task of the same key: that of a message that came to both.</summary>
    private async ValueTask<bool> HasTaskAsync(NpgsqlConnection connection, TaskWrite write, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql.HasTask, connection);
        command.Parameters.Put(write.Record.Key);
        command.Parameters.Put(write.Record.ToUtf8Json());
        command.Parameters.Put(write.Replica);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private async ValueTask<bool> HasEventAsync(NpgsqlConnection connection, TaskWrite write, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql.HasEvent, connection);
        command.Parameters.Put(write.Record.Key);
        command.Parameters.Put(write.Record.Version);
        command.Parameters.Put(write.Changes[^1].ToUtf8Json());
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private void InDoubt(TaskWrite write) => _doubtful.AddOrUpdate(write.Identity, Marker);

    private readonly record struct Outcome(long? Task);
}
