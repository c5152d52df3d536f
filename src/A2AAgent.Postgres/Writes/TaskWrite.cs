using A2AAgent.Postgres.Sql;
using A2AAgent.Protocol;
using A2AAgent.Server.Diagnostics.Tracing;
using A2AAgent.Server.Tasks;
using Npgsql;

namespace A2AAgent.Postgres.Writes;

/// <summary>A task to be created or appended to, and its outcome: the task's number, or null when the version is another.</summary>
/// <param name="record">The task after the events.</param>
/// <param name="changes">The events; a new task may have none.</param>
/// <param name="replica">Who writes.</param>
internal sealed class TaskWrite(TaskRecord record, IReadOnlyList<StreamEvent> changes, long replica)
{
    private readonly TaskCompletionSource<long?> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskRecord Record => record;

    /// <summary>True for a task to be created.</summary>
    public bool IsNew { get; init; }

    /// <summary>The events; a new task may have none.</summary>
    public IReadOnlyList<StreamEvent> Changes => changes;

    public long Replica => replica;

    /// <summary>Where the turn comes from that begins with this write; empty when none does, or nobody listens to spans.</summary>
    public string Trace { get; } = TurnOrigin.Current ?? "";

    public Task<long?> Outcome => _outcome.Task;

    /// <summary>The object that stands for this write when it is made again.</summary>
    public object Identity => changes.Count == 0 ? record.Task : changes[^1];

    /// <summary>A new status brings a task to the front of lists, also one that equals the status before.</summary>
    private bool HasNewStatus => changes.Any(static change => change.StatusUpdate is not null);

    public NpgsqlBatchCommand ToCommand(TaskSql sql)
    {
        if (IsNew)
        {
            return Create(sql);
        }

        return Snapshots.IsDue(record.Version, changes) ? Append(sql) : AppendEvents(sql);
    }

    private NpgsqlBatchCommand Create(TaskSql sql)
    {
        var command = new NpgsqlBatchCommand(sql.Create(changes.Count));
        command.Parameters.Put(record.Key);
        command.Parameters.Put(record);
        command.Parameters.Put(replica);
        command.Parameters.Put(Trace);
        if (changes.Count > 0)
        {
            PutEvents(command.Parameters);
        }

        return command;
    }

    private NpgsqlBatchCommand Append(TaskSql sql)
    {
        var command = new NpgsqlBatchCommand(sql.Append(changes.Count));
        command.Parameters.Put(record.Key);
        command.Parameters.Put(record);
        command.Parameters.Put(replica);
        command.Parameters.Put(Trace);
        command.Parameters.Put(HasNewStatus);
        PutEvents(command.Parameters);
        return command;
    }

    private NpgsqlBatchCommand AppendEvents(TaskSql sql)
    {
        var command = new NpgsqlBatchCommand(sql.AppendEvents(changes.Count));
        command.Parameters.Put(record.Key);
        command.Parameters.Put(record.Version);
        PutEvents(command.Parameters);
        return command;
    }

    private void PutEvents(NpgsqlParameterCollection parameters)
    {
        parameters.Put(record.Version - changes.Count);
        for (var i = 0; i < changes.Count; i++)
        {
            parameters.Put(changes[i].ToUtf8Json());
        }
    }

    public void Succeed(long? task) => _outcome.TrySetResult(task);

    public void Fail(Exception failure) => _outcome.TrySetException(failure);
}
