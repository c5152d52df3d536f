namespace A2AAgent.Postgres.Push;

/// <summary>Every statement on webhooks.</summary>
internal sealed class PushSql
{
    private const string OfTask = "task_id = $1 and owner = $2 and tenant = $3";
    private const string Claimed = "number = $1 and claim = $2";

    private readonly string _configs;
    private readonly string _tasks;

    public PushSql(string schema)
    {
        _configs = $"\"{schema}\".push_configs";
        _tasks = $"\"{schema}\".tasks";
        LockTask = $"select from {_tasks} where id = $1 and owner || '' = $2 and tenant || '' = $3 for no key update";
        Find = $"select id, config, protocol, holders > 0 from {_configs} where {OfTask} order by number";
        Save = MakeSave();
        Remove = $"delete from {_configs} where {OfTask} and id = $4";
        LetGo = $"update {_configs} set holders = holders - 1 where {OfTask} and id = $4 and holders > 1";
        RemoveHeld = $"{Remove} and holders = 1";
        RemoveAbandoned = $"delete from {_configs} where holders > 0 and next_attempt < now() - interval '10 minutes'";
        Claim = MakeClaim($"\"{schema}\"");
        Events = $"select version, event from ({Measured($"select version, event from \"{schema}\".events where task = $1 and version > $2 order by version limit $3")}) as next where place = 1 or bytes <= $4 order by version";
        Advance = $"""
            update {_configs} set sent = $3, snapshot = null, failures = $4, attempts = 0, due = running or head > $3,
                replica = case when $5 and not exists (select from "{schema}".events where task = $6 and version > $3) then null else replica end
            where {Claimed} returning replica is not null
            """;
        Fail = $"""
            update {_configs} set failures = $3, attempts = $4, next_attempt = now() + $5, replica = case when $6 then null else replica end
            where {Claimed} returning replica is not null
            """;
        GiveUpAll = $"""
            update {_configs} as c set sent = t.version, snapshot = null, failures = 0, attempts = 0, gone = gone or $3, due = running or head > t.version, replica = null
            from {_tasks} as t where c.number = $1 and c.claim = $2 and t.id = c.task_id and t.owner = c.owner and t.tenant = c.tenant
            returning c.sent
            """;
        Hurry = "select set_config('synchronous_commit', 'off', true)";
        Release = $"update {_configs} set replica = null where {Claimed} returning false";
    }

    /// <summary>Nobody adds a webhook to the task, nor removes the task, until this transaction ends.</summary>
    public string LockTask { get; }

    public string Find { get; }

    public string Save { get; }

    public string Remove { get; }

    /// <summary>For one of several calls that brought the same webhook with the same message.</summary>
    public string LetGo { get; }

    public string RemoveHeld { get; }

    public string RemoveAbandoned { get; }

    public string Claim { get; }

    public string Events { get; }

    public string Advance { get; }

    public string Fail { get; }

    /// <summary>The rest of the transaction need not reach the disk at once: what is forgotten is sent again.</summary>
    public string Hurry { get; }

    public string GiveUpAll { get; }

    public string Release { get; }

    /// <summary>
    /// For the statement that adds a task, <c>changed</c>: lets the webhook begin that came with its message. In both of these the row is
    /// written whatever it holds: whoever has just found it done waits, or is waited for.
    /// </summary>
    public static string OnCreate(string schema) => $"""
        , begun as (
            update {schema}.push_configs set holders = 0, snapshot = $5, sent = $4 - 1, head = $4, running = $8 in (1, 2), due = true
            from changed where {OfTask} and holders > 0)
        """;

    /// <summary>For the statement that replaces a task after a status: says so to its webhooks, and lets one begin that came with the turn's message.</summary>
    public static string OnAppend(string schema) => $"""
        , told as (
            update {schema}.push_configs set head = $4, running = $8 in (1, 2), due = true, holders = 0,
                snapshot = case when holders > 0 then $5 else snapshot end, sent = case when holders > 0 then $4 - 1 else sent end
            from changed where {OfTask} and $12 and (holders = 0 or sent = $13))
        """;

    /// <summary>For the statement that removes tasks, <c>gone</c>: removes their webhooks.</summary>
    public static string OnRemove(string schema) => $"""
        , forgotten as (
            delete from {schema}.push_configs as c using gone where c.task_id = gone.id and c.owner = gone.owner and c.tenant = gone.tenant)
        """;

    /// <summary>Keeps a task for which webhooks are yet to be told something.</summary>
    public static string UnlessDue(string schema) =>
        $" and not exists (select from {schema}.push_configs as c where c.task_id = tasks.id and c.owner = tasks.owner and c.tenant = tasks.tenant and c.due and not c.gone)";

    /// <summary>A webhook that is set to what it is set to already is not disturbed: clients name theirs with every message.</summary>
    private string MakeSave()
    {
        const string Changes = "(known.config <> excluded.config or known.protocol <> excluded.protocol)";
        return $"""
            insert into {_configs} as known (task_id, owner, tenant, id, url, config, protocol, trace, history, holders, sent, head, running, due)
            select $1, $2, $3, chosen.id, $5, $6, $7, nullif($8, ''), nullif($9, -1), $10::integer, coalesce(t.version, 0), coalesce(t.version, 0),
                not $10 and coalesce(t.state in (1, 2), false), not $10 and coalesce(t.state in (1, 2), false)
            from (select coalesce((select id from {_configs} where {OfTask} and $11 and url = $5 order by number limit 1), $4) as id) as chosen
            left join {_tasks} as t on t.id = $1 and t.owner || '' = $2 and t.tenant || '' = $3
            where ($10 or t.id is not null)
            and ((select count(*) from {_configs} where {OfTask}) < $12 or exists (select from {_configs} as c where {OfTask} and c.id = chosen.id))
            on conflict (task_id, owner, tenant, id) do update set
                url = excluded.url, config = excluded.config, protocol = excluded.protocol, trace = excluded.trace, gone = false,
                holders = case when excluded.holders > 0 and known.holders > 0 then known.holders + 1 else 0 end,
                history = case when known.holders > 0 then excluded.history else known.history end,
                sent = case when known.holders > 0 then excluded.sent else known.sent end,
                head = case when known.holders > 0 then excluded.head else known.head end,
                running = case when known.holders > 0 then excluded.running else known.running end,
                due = case when known.holders > 0 then excluded.due else known.due end,
                failures = case when {Changes} then 0 else known.failures end,
                attempts = case when {Changes} then 0 else known.attempts end,
                next_attempt = case when {Changes} or known.holders > 0 then now() else known.next_attempt end,
                replica = case when {Changes} then null else known.replica end,
                claim = case when {Changes} then 0 else known.claim end
            returning id
            """;
    }

    /// <summary>
    /// Webhooks whose task is further than they are, which nobody sends to: nobody ever did, or who did is lost, or it is this replica and
    /// it does not know of it. Those that another replica is claiming at this moment are left to it. Whoever is claimed goes to the end of the
    /// line.
    /// </summary>
    private string MakeClaim(string schema) => $"""
        with found as materialized (
            select c.number from {_configs} as c join {_tasks} as t on t.id = c.task_id and t.owner = c.owner and t.tenant = c.tenant
            where c.due and c.next_attempt <= now() and t.version > c.sent
            and (c.replica is null
                or (c.replica = $1 and c.claim <> all (string_to_array($2, ' ')::bigint[]))
                or not exists (select from {schema}.replicas as r where r.number = c.replica and not r.lost))
            and (c.failures = 0 or $4)
            and c.owner <> all (string_to_array($5, chr(31)))
            order by c.next_attempt limit $3 for update of c skip locked),
        claimed as (
            update {_configs} as c set replica = $1, claim = nextval('{schema}.push_claims'), next_attempt = now() from found where c.number = found.number
            returning c.number, c.claim, c.tenant, c.owner, c.task_id, c.id, c.config, c.protocol, c.trace, c.sent, c.gone, c.failures, c.attempts, c.history, c.snapshot)
        select c.number, c.claim, c.tenant, c.owner, c.task_id, c.id, c.config, c.protocol, c.trace, c.sent, c.gone, c.failures, c.attempts, c.history,
            t.number, next.version, next.event, next.is_task
        from claimed as c join {_tasks} as t on t.id = c.task_id and t.owner = c.owner and t.tenant = c.tenant
        left join lateral ({Measured($"""
            (select c.sent + 1 as version, c.snapshot as event, true as is_task where c.snapshot is not null)
            union all
            (select version, event, false from {schema}.events where task = t.number and version > c.sent + (c.snapshot is not null)::integer order by version limit $6)
            """, "is_task")}) as next on not c.gone and (next.place = 1 or next.bytes <= $7)
        order by c.number, next.version
        """;

    /// <summary>Events with their places and their bytes so far.</summary>
    private static string Measured(string events, string? more = null) => $"""
        select version, event, {(more is null ? "" : more + ", ")}row_number() over in_order as place, sum(octet_length(event)) over in_order as bytes
        from ({events}) as found window in_order as (order by version rows unbounded preceding)
        """;
}
