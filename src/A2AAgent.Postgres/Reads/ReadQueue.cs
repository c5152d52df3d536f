using A2AAgent.Postgres.Batches;
using A2AAgent.Postgres.Failures;
using A2AAgent.Postgres.Sql;
using A2AAgent.Server.Tasks;
using Npgsql;

namespace A2AAgent.Postgres.Reads;

/// <summary>Finds tasks, those that are asked for at the same time in one round trip: waiting for a connection each would cost more than the reading.</summary>
internal sealed class ReadQueue : IAsyncDisposable
{
    private readonly PostgresCalls _calls;
    private readonly TaskSql _sql;
    private readonly Lanes<TaskRead> _lanes;

    /// <param name="calls">Runs statements.</param>
    /// <param name="sql">The statements.</param>
    /// <param name="lanes">How many connections read at the same time.</param>
    public ReadQueue(PostgresCalls calls, TaskSql sql, int lanes)
    {
        (_calls, _sql) = (calls, sql);
        _lanes = new Lanes<TaskRead>(ReadTogetherAsync, lanes);
    }

    /// <exception cref="Protocol.AgentException">The database is not available.</exception>
    public async ValueTask<FoundTask?> FindAsync(TaskKey key, CancellationToken cancellationToken)
    {
        var read = new TaskRead(key);
        try
        {
            await _lanes.EnterAsync(read, cancellationToken);
            return await read.Outcome.WaitAsync(cancellationToken);
        }
        catch (NpgsqlException)
        {
            // Perhaps another's fault, and perhaps it passes.
            return await _calls.RunAsync(ReadAloneAsync, read, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _lanes.DisposeAsync();

    private async Task ReadTogetherAsync(List<TaskRead> reads)
    {
        try
        {
            var found = await _calls.RunOnceAsync(ReadAsync, reads, CancellationToken.None);
            for (var i = 0; i < reads.Count; i++)
            {
                reads[i].Succeed(found[i]);
            }
        }
        catch (Exception e)
        {
            foreach (var read in reads)
            {
                read.Fail(e);
            }
        }
    }

    private async ValueTask<FoundTask?> ReadAloneAsync(NpgsqlConnection connection, TaskRead read, CancellationToken cancellationToken) =>
        (await ReadAsync(connection, [read], cancellationToken))[0];

    private async ValueTask<FoundTask?[]> ReadAsync(NpgsqlConnection connection, List<TaskRead> reads, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var read in reads)
        {
            var command = new NpgsqlBatchCommand(_sql.Find);
            command.Parameters.Put(read.Key);
            batch.BatchCommands.Add(command);
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var found = new FoundTask?[reads.Count];
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = await reader.ReadAsync(cancellationToken) ? Read(reader) : null;
            await reader.NextResultAsync(cancellationToken);
        }

        return found;
    }

    private static FoundTask Read(NpgsqlDataReader reader) =>
        new(new TaskRow(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetFieldValue<byte[]>(4)), reader.GetString(3));
}
