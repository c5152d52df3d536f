using A2AAgent.Postgres.Failures;
using A2AAgent.Postgres.Sql;
using A2AAgent.Protocol;
using A2AAgent.Server.Tasks;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace A2AAgent.Postgres;

/// <summary>Lists tasks.</summary>
internal sealed class TaskPages(PostgresCalls calls, TaskSql sql, ILogger logger)
{
    /// <summary>A page may hold fewer tasks than asked for: a hundred large ones would make an answer of hundreds of megabytes.</summary>
    private const long MaxPageBytes = 8 * 1024 * 1024;

    public async ValueTask<TaskPage> ReadAsync(TaskQuery query, CancellationToken cancellationToken)
    {
        var request = new Request(query, PagePosition.Read(query.PageToken));
        return query.Scope.IsStorable() && StorableText.IsStorable(query.ContextId)
            ? await calls.RunAsync(ReadAsync, request, cancellationToken)
            : new TaskPage([], "", 0);
    }

    private async ValueTask<TaskPage> ReadAsync(NpgsqlConnection connection, Request request, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { SelectPage(request), SelectCount(request.Query) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var tasks = new List<AgentTask>(Math.Min(request.Query.PageSize, 16));
        var last = request.After;
        var more = false;
        while (await reader.ReadAsync(cancellationToken) && !more)
        {
            var row = Row.Read(reader);
            more = row.Json is null;
            if (!more)
            {
                last = row.Position;
                if (StoredTasks.Read(row.Json, row.Id, logger) is { } task)
                {
                    tasks.Add(task);
                }
            }
        }

        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new TaskPage(tasks, more ? last.Write() : "", (int)reader.GetInt64(0));
    }

    private NpgsqlBatchCommand SelectPage(Request request)
    {
        var query = request.Query;
        var command = new NpgsqlBatchCommand(sql.Page(query.ContextId.Length > 0, query.State != TaskState.Unspecified));
        AddKind(command.Parameters, query);
        command.Parameters.Put(request.After.Ticks);
        command.Parameters.Put(request.After.Change);
        command.Parameters.Put((long)query.PageSize);
        command.Parameters.Put(MaxPageBytes);
        AddFilters(command.Parameters, query);
        return command;
    }

    private NpgsqlBatchCommand SelectCount(TaskQuery query)
    {
        var command = new NpgsqlBatchCommand(sql.CountMatches(query.ContextId.Length > 0, query.State != TaskState.Unspecified));
        AddKind(command.Parameters, query);
        command.Parameters.Put((long)int.MaxValue);
        AddFilters(command.Parameters, query);
        return command;
    }

    private static void AddKind(NpgsqlParameterCollection parameters, TaskQuery query)
    {
        parameters.Put(query.Scope);

        // A status without a time, 0, is not newer than anything.
        parameters.Put(query.Since is { } since ? Math.Max(1, since.UtcTicks) : 0);
    }

    private static void AddFilters(NpgsqlParameterCollection parameters, TaskQuery query)
    {
        if (query.ContextId.Length > 0)
        {
            parameters.Put(query.ContextId);
        }

        if (query.State != TaskState.Unspecified)
        {
            parameters.Put(query.State);
        }
    }

    private sealed record Request(TaskQuery Query, PagePosition After);

    /// <summary>A row of a page; without JSON when it does not belong to it any more.</summary>
    private readonly record struct Row(string Id, PagePosition Position, byte[]? Json)
    {
        public static Row Read(NpgsqlDataReader reader) => new(
            reader.GetString(0),
            new PagePosition(reader.GetInt64(1), reader.GetInt64(2)),
            reader.IsDBNull(3) ? null : reader.GetFieldValue<byte[]>(3));
    }
}
