using A2AAgent.Postgres.Batches;
using A2AAgent.Postgres.Failures;
using A2AAgent.Postgres.Sql;
using Npgsql;

namespace A2AAgent.Postgres.Writes;

/// <summary>
/// Writes what is waiting together: one round trip and one commit, which reaches the disk once, for as many tasks as are ready.
/// </summary>
internal sealed class WriteQueue : IAsyncDisposable
{
    private readonly PostgresCalls _calls;
    private readonly TaskSql _sql;
    private readonly Lanes<TaskWrite> _lanes;

    /// <param name="calls">Runs statements.</param>
    /// <param name="sql">The statements.</param>
    /// <param name="lanes">How many connections write at the same time.</param>
    public WriteQueue(PostgresCalls calls, TaskSql sql, int lanes)
    {
        (_calls, _sql) = (calls, sql);
        _lanes = new Lanes<TaskWrite>(WriteTogetherAsync, lanes);
    }

    /// <summary>Writes, together with others. Gives the task's number, or null when the version is another.</summary>
    /// <exception cref="Protocol.AgentException">The database is not available; the write may or may not have happened.</exception>
    public async ValueTask<long?> WriteAsync(TaskWrite write, CancellationToken cancellationToken)
    {
        await _lanes.EnterAsync(write, cancellationToken);
        return await write.Outcome;
    }

    public ValueTask DisposeAsync() => _lanes.DisposeAsync();

    private async Task WriteTogetherAsync(List<TaskWrite> writes)
    {
        try
        {
            var outcomes = await _calls.RunOnceAsync(WriteAsync, writes, CancellationToken.None);
            for (var i = 0; i < writes.Count; i++)
            {
                writes[i].Succeed(outcomes[i]);
            }
        }
        catch (Exception e)
        {
            foreach (var write in writes)
            {
                write.Fail(e);
            }
        }
    }

    private async ValueTask<long?[]> WriteAsync(NpgsqlConnection connection, List<TaskWrite> writes, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var write in writes)
        {
            batch.BatchCommands.Add(write.ToCommand(_sql));
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var outcomes = new long?[writes.Count];
        for (var i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = await reader.ReadAsync(cancellationToken) ? reader.GetInt64(0) : null;
            await reader.NextResultAsync(cancellationToken);
        }

        return outcomes;
    }
}
