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

    private readonly StoredTasks _tasks = new(sql, logger);
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
        var (rows, counted) = await ReadRowsAsync(connection, request, cancellationToken);
        var tasks = new List<AgentTask>(rows.Count);
        var last = request.After;
        foreach (var row in rows)
        {
            if (row.Json is not { } json)
            {
                return (new TaskPage(tasks, last.Write(), 0), counted);
            }

            last = row.Position;

            // Events that were left out are artifacts, which the caller leaves out as well.
            var version = request.Query.IncludeArtifacts ? row.Version : row.TaskVersion;
            if (await _tasks.ReadAsync(connection, (new TaskRow(row.Number, version, row.TaskVersion, json), row.Id), cancellationToken) is { } task)
            {
                tasks.Add(task);
            }
        }

        return (new TaskPage(tasks, "", 0), counted);
    }

    private async ValueTask<(List<Row> Rows, long Counted)> ReadRowsAsync(NpgsqlConnection connection, Request request, CancellationToken cancellationToken)
    {
        var areMany = await _totals.AreManyAsync(request.Query);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { SelectPage(request) } };
        if (!areMany)
        {
            batch.BatchCommands.Add(SelectCount(request.Query));
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var rows = new List<Row>(Math.Min(request.Query.PageSize, 16));
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(Row.Read(reader));
        }

        if (areMany)
        {
            // But for those that have gone since, when this is all that is left.
            var isAll = request.Query.PageToken.Length == 0 && rows.Count <= request.Query.PageSize;
            return (rows, isAll ? rows.Count : TaskTotals.ExactUpTo + 1);
        }

        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (rows, reader.GetInt64(0));
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
    private readonly record struct Row(long Number, long Version, long TaskVersion, string Id, PagePosition Position, byte[]? Json)
    {
        public static Row Read(NpgsqlDataReader reader) => new(
            reader.GetInt64(0),
            reader.GetInt64(1),
            reader.GetInt64(2),
            reader.GetString(3),
            new PagePosition(reader.GetInt64(4), reader.GetInt64(5)),
            reader.IsDBNull(6) ? null : reader.GetFieldValue<byte[]>(6));
    }
}
