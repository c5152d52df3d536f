using System.Text.Json;
using A2AAgent.Postgres.Diagnostics;
using A2AAgent.Postgres.Sql;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace A2AAgent.Postgres;

/// <summary>Reads tasks as they were written. One that somebody has damaged harms no other.</summary>
internal sealed class StoredTasks(TaskSql sql, ILogger logger)
{
    /// <summary>The task, or null when it is damaged, which is logged.</summary>
    /// <param name="connection">Not reading anything else.</param>
    /// <param name="stored">The task as it was at some version, and its identifier.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    public async ValueTask<AgentTask?> ReadAsync(NpgsqlConnection connection, (TaskRow Row, string Id) stored, CancellationToken cancellationToken)
    {
        try
        {
            var task = Read(stored.Row, stored.Id);
            return task is null || stored.Row.IsWhole ? task : await ApplyAsync(connection, stored.Row, task, cancellationToken);
        }
        catch (JsonException e)
        {
            Log.Damaged(logger, e, stored.Id);
            return null;
        }
    }

    /// <summary>The task at the version that its JSON shows, or null when it is damaged, which is logged.</summary>
    public AgentTask? Read(TaskRow row, string id)
    {
        try
        {
            var task = ProtocolJson.FromOwnUtf8(row.Json, ProtocolJson.Context.AgentTask);
            if (task.Id == id)
            {
                return task;
            }

            Log.Damaged(logger, exception: null, id);
        }
        catch (JsonException e)
        {
            Log.Damaged(logger, e, id);
        }

        return null;
    }

    public static AgentException Damaged(string id) =>
        new(AgentError.Internal, $"Task {id} is damaged in the agent's database and cannot be read. The agent's log says more.");

    /// <summary>Events that are left to be applied are artifacts alone, see <see cref="Writes.Snapshots"/>: no history to be cut.</summary>
    private async ValueTask<AgentTask> ApplyAsync(NpgsqlConnection connection, TaskRow row, AgentTask task, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql.Events, connection);
        command.Parameters.Put(row.Number);
        command.Parameters.Put(row.TaskVersion);
        command.Parameters.Put(row.Version - row.TaskVersion);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            task = TaskReducer.Apply(task, ReadEvent(reader), maxHistory: int.MaxValue);
        }

        return task;
    }

    private static StreamEvent ReadEvent(NpgsqlDataReader reader) => ProtocolJson.FromOwnUtf8(reader.GetFieldValue<byte[]>(1), ProtocolJson.Context.StreamEvent);
}

/// <summary>A stored task: its JSON shows a version, and the events after that one are in the log.</summary>
internal readonly record struct TaskRow(long Number, long Version, long TaskVersion, byte[] Json)
{
    /// <summary>True when there are no events to be applied.</summary>
    public bool IsWhole => TaskVersion == Version;
}
