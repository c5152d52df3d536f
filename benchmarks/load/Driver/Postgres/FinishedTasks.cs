using Npgsql;

namespace A2AAgent.Load.Driver;

/// <summary>Fills a schema with finished tasks: copies of one that the agent has made, under names and times of their own, a millisecond apart.</summary>
internal sealed class FinishedTasks(NpgsqlConnectionStringBuilder connection, string schema)
{
    private const int Batch = 100_000;

    public string Schema => schema;

    public async Task FillAsync(Server agent, long tasks)
    {
        await HttpScenario.TaskSkill.AskAsync(agent);
        for (long first = 1; first < tasks; first += Batch)
        {
            await RunAsync(Copy(first, Math.Min(tasks - 1, first + Batch - 1)));
        }

        // As the server does by itself, sooner or later.
        await RunAsync($"vacuum analyze {schema}.tasks");
        await RunAsync($"vacuum analyze {schema}.events");
        await RunAsync("checkpoint");
    }

    public async Task<long> CountAsync() => (long)(await RunAsync($"select count(*) from {schema}.tasks"))!;

    /// <summary>A value of the task that has a number of tasks after it in the list, the newest first.</summary>
    public async Task<string> ValueAsync(string column, long after) =>
        (string)(await RunAsync($"select {column}::text from {schema}.tasks order by status_ticks desc, change desc offset {after} limit 1"))!;

    /// <summary>Ten tasks in a context, one in a hundred failed.</summary>
    private string Copy(long first, long last) => $"""
        with source as (select * from {schema}.tasks order by number limit 1),
        named as (
            select step, source.*,
                overlay(source.id placing lpad(to_hex(step), 12, '0') from length(source.id) - 11) as new_id,
                overlay(source.context_id placing lpad(to_hex(step / 10), 12, '0') from length(source.context_id) - 11) as new_context
            from source, generate_series({first}, {last}) as step),
        copied as (
            insert into {schema}.tasks (tenant, owner, id, context_id, skill_id, state, status_ticks, change, version, task, task_version, replica)
            select tenant, owner, new_id, new_context, skill_id, case when step % 100 = 0 then 4 else 3 end, status_ticks - 10000::bigint * step,
                nextval('{schema}.task_changes'), version, replace(replace(task, id, new_id), context_id, new_context), task_version, replica
            from named returning number, id, context_id)
        insert into {schema}.events (task, version, event)
        select copied.number, events.version, replace(replace(event, source.id, copied.id), source.context_id, copied.context_id)
        from copied, source join {schema}.events on events.task = source.number
        """;

    private async Task<object?> RunAsync(string sql)
    {
        await using var source = new NpgsqlSlimDataSourceBuilder(connection.ConnectionString).Build();
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 600;
        return await command.ExecuteScalarAsync();
    }
}
