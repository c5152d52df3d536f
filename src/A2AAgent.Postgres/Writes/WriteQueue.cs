using System.Threading.Channels;
using A2AAgent.Postgres.Failures;
using A2AAgent.Postgres.Sql;
using Npgsql;

namespace A2AAgent.Postgres.Writes;

/// <summary>
/// Writes what is waiting together: one round trip and one commit, which reaches the disk once, for as many tasks as are ready. A write
/// that finds nobody waiting goes at once.
/// </summary>
internal sealed class WriteQueue : IAsyncDisposable
{
    private const int MostTogether = 64;
    private const int MostWaiting = 10_000;

    private readonly Channel<TaskWrite> _waiting = Channel.CreateBounded<TaskWrite>(MostWaiting);
    private readonly PostgresCalls _calls;
    private readonly TaskSql _sql;
    private readonly Task[] _lanes;

    /// <param name="calls">Runs statements.</param>
    /// <param name="sql">The statements.</param>
    /// <param name="lanes">How many connections write at the same time.</param>
    public WriteQueue(PostgresCalls calls, TaskSql sql, int lanes)
    {
        (_calls, _sql) = (calls, sql);
        _lanes = [.. Enumerable.Range(0, lanes).Select(_ => Task.Run(WriteAsync))];
    }

    /// <summary>Writes, together with others. Gives the task's number, or null when the version is another.</summary>
    /// <exception cref="Protocol.AgentException">The database is not available; the write may or may not have happened.</exception>
    public async ValueTask<long?> WriteAsync(TaskWrite write, CancellationToken cancellationToken)
    {
        try
        {
            await _waiting.Writer.WriteAsync(write, cancellationToken);
        }
        catch (ChannelClosedException e)
        {
            throw PostgresFailures.Unavailable(e);
        }

        return await write.Outcome;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await Task.WhenAll(_lanes);
    }

    private async Task WriteAsync()
    {
        var writes = new List<TaskWrite>(MostTogether);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            writes.Clear();
            while (writes.Count < MostTogether && _waiting.Reader.TryRead(out var write))
            {
                writes.Add(write);
            }

            if (writes.Count > 0)
            {
                await WriteTogetherAsync(writes);
            }
        }
    }

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
