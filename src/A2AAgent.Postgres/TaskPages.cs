using A2AAgent.Postgres.Failures;
using A2AAgent.Postgres.Sql;
using A2AAgent.Protocol;
using A2AAgent.Server.Tasks;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace A2AAgent.Postgres;

/// <summary>Lists tasks.</summary>
internal sealed class TaskPages(PostgresCalls calls, TaskSql sql, TimeProvider time, ILogger logger)
{
    /// <summary>A page may hold fewer tasks than asked for: a hundred large ones would make an answer of hundreds of megabytes.</summary>
    private const long MaxPageBytes = 8 * 1024 * 1024;

    private readonly TaskTotals _totals = new(calls, sql, time);

    public async ValueTask<TaskPage> ReadAsync(TaskQuery query, CancellationToken cancellationToken)
    {
        var request = new Request(query, PagePosition.Read(query.PageToken));
        if (!query.Scope.IsStorable() || !StorableText.IsStorable(query.ContextId))
        {
            return new TaskPage([], "", 0);
        }

        var (page, counted) = await calls.RunAsync(ReadAsync, request, cancellationToken);
        return page with { TotalSize = await _totals.OfAsync(query, counted, cancellationToken) };
    }

    private async ValueTask<(TaskPage Page, long Counted)> ReadAsync(NpgsqlConnection connection, Request request, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { SelectPage(request), SelectCount(request.Query) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var tasks = new List<AgentTask>(Math.Min(request.Query.PageSize, 16));
        var last = request.After;
        var more = false;
        while (!more && await reader.ReadAsync(cancellationToken))
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
        return (new TaskPage(tasks, more ? last.Write() : "", 0), reader.GetInt64(0));
    }

    private NpgsqlBatchCommand SelectPage(Request request)
    {
        var query = request.Query;
        var command = new NpgsqlBatchCommand(sql.Page(query.ContextId.Length > 0, query.State != TaskState.Unspecified));
        command.Parameters.PutPage(query, request.After, MaxPageBytes);
        return command;
    }

    private NpgsqlBatchCommand SelectCount(TaskQuery query)
    {
        var command = new NpgsqlBatchCommand(sql.CountMatches(query.ContextId.Length > 0, query.State != TaskState.Unspecified));
        command.Parameters.PutCount(query, TaskTotals.ExactUpTo + 1);
        return command;
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
