using A2AAgent.Postgres.Failures;
using A2AAgent.Postgres.Sql;
using A2AAgent.Server.Execution;
using A2AAgent.Server.Tasks;
using Npgsql;

namespace A2AAgent.Postgres.Replicas;

/// <summary>The replicas of an agent, as the database knows them.</summary>
internal sealed class PostgresReplicas : IReplicas
{
    /// <summary>Looking at what this replica should run finds something only after a failure, so it can wait.</summary>
    private static readonly TimeSpan OwnInterval = TimeSpan.FromSeconds(5);

    private readonly PostgresCalls _calls;
    private readonly ReplicaSql _sql;
    private readonly ReplicaLease _lease;
    private readonly DatabaseTime _time;
    private long _looked;

    public PostgresReplicas(PostgresCalls calls, ReplicaSql sql, ReplicaLease lease, DatabaseTime time)
    {
        (_calls, _sql, _lease, _time) = (calls, sql, lease, time);
        lease.Lost += (_, _) => Lost?.Invoke();
    }

    public Action<string>? CancelRequested { get; set; }

    public Action? Lost { get; set; }

    public TimeProvider Time => _time;

    public void RequireLease()
    {
        // A skill whose end could not be recorded is better not begun.
        if (!_lease.IsHeld || !_calls.CanWrite)
        {
            throw PostgresFailures.Unavailable(cause: null);
        }
    }

    public async ValueTask<IReadOnlyList<OrphanedTask>> ClaimAsync(Predicate<TaskKey> runsHere, int most, CancellationToken cancellationToken)
    {
        var orphans = new List<OrphanedTask>();
        if (_lease.IsSteady)
        {
            await _calls.RunAsync(GiveUpLapsedAsync, _lease.Number, cancellationToken);
        }

        if (_lease.IsHeld && most > 0)
        {
            orphans.AddRange(await _calls.RunAsync(ClaimAsync, (_lease.Number, most), cancellationToken));
        }

        if (_lease.IsHeld && _time.GetElapsedTime(_looked) > OwnInterval)
        {
            _looked = _time.GetTimestamp();
            foreach (var own in await _calls.RunAsync(OwnAsync, _lease.Number, cancellationToken))
            {
                if (!runsHere(own.Key) && !orphans.Contains(own))
                {
                    orphans.Add(own);
                }
            }
        }

        return orphans;
    }

    public async ValueTask RequestCancelAsync(string taskId, CancellationToken cancellationToken) => await _calls.RunAsync(NotifyAsync, taskId, cancellationToken);

    /// <summary>Called by the listener.</summary>
    public void Heard(string taskId) => CancelRequested?.Invoke(taskId);

    private async ValueTask<int> GiveUpLapsedAsync(NpgsqlConnection connection, long number, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        var giveUp = new NpgsqlBatchCommand(_sql.GiveUpLapsed);
        giveUp.Parameters.Put(number);
        batch.BatchCommands.Add(giveUp);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(_sql.RemoveOld));
        return await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private async ValueTask<List<OrphanedTask>> ClaimAsync(NpgsqlConnection connection, (long Number, int Most) claim, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(_sql.Claim, connection);
        command.Parameters.Put(claim.Number);
        command.Parameters.Put((long)claim.Most);
        return await ReadAsync(command, cancellationToken);
    }

    private async ValueTask<List<OrphanedTask>> OwnAsync(NpgsqlConnection connection, long number, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(_sql.Own, connection);
        command.Parameters.Put(number);
        return await ReadAsync(command, cancellationToken);
    }

    private static async ValueTask<List<OrphanedTask>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var tasks = new List<OrphanedTask>();
        while (await reader.ReadAsync(cancellationToken))
        {
            tasks.Add(new OrphanedTask(new TaskKey(reader.GetString(0), reader.GetString(1), reader.GetString(2)), reader.GetInt16(3)) { Trace = await reader.IsDBNullAsync(4, cancellationToken) ? null : reader.GetString(4) });
        }

        return tasks;
    }

    private async ValueTask<bool> NotifyAsync(NpgsqlConnection connection, string taskId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(_sql.Cancel, connection);
        command.Parameters.Put(taskId);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return true;
    }
}
