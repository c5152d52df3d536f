using System.Globalization;
using System.Text;
using A2AAgent.Postgres.Push;

namespace A2AAgent.Postgres.Sql;

/// <summary>Every statement on tasks. Texts are made once: the server keeps what it has prepared for each.</summary>
internal sealed class TaskSql
{
    private const string Ended = "state in (3, 4, 5, 7)";
    private const string Waiting = "state in (6, 8)";

    /// <summary>
    /// Finds a task by the key's index and no other. All three columns would be offered to the indexes of lists as well: to a server without
    /// statistics, as it is when the first tasks come, one of those looks as good, and reads every task of the owner.
    /// </summary>
    private const string ByKey = "id = $1 and owner || '' = $2 and tenant || '' = $3";

    private const int CommonEvents = 3;
    private const int ContextFilter = 1;
    private const int StateFilter = 2;
    private const int Filters = 4;

    private readonly string _schema;
    private readonly bool _push;
    private readonly bool _replies;
    private readonly string[] _creations;
    private readonly string[] _appends;
    private readonly string[] _additions;
    private readonly string[] _pages;
    private readonly string[] _counts;

    /// <param name="schema">The schema of the tables.</param>
    /// <param name="push">Whether the agent sends push notifications: what is written of tasks is then said to their webhooks.</param>
    /// <param name="replies">Whether a key that a direct reply has is not free for a task.</param>
    public TaskSql(string schema, bool push = false, bool replies = false)
    {
        _schema = $"\"{schema}\"";
        (_push, _replies) = (push, replies);
        _creations = [.. Enumerable.Range(0, CommonEvents + 1).Select(MakeCreation)];
        _appends = [.. Enumerable.Range(1, CommonEvents).Select(MakeAppend)];
        _additions = [.. Enumerable.Range(1, CommonEvents).Select(MakeAddition)];
        _pages = [.. Enumerable.Range(0, Filters).Select(filter => MakePage(Filter(filter, first: 8)))];
        _counts = [.. Enumerable.Range(0, Filters).Select(filter => MakeCount(Filter(filter, first: 5)))];
        Find = $"select number, version, task_version, skill_id, task from {_schema}.tasks where {ByKey}";
        HasTask = $"select exists (select from {_schema}.tasks where {ByKey} and version = 1 and task = $4 and replica = $5)";
        HasEvent = $"""
            select exists (select from {_schema}.tasks join {_schema}.events on events.task = tasks.number
            where {ByKey} and events.version = $4 and events.event = $5)
            """;
        var untold = push ? PushSql.UnlessDue(_schema) : "";
        RemoveEnded = MakeRemoval($"{Ended} and status_ticks < $1{untold}");
        RemoveAbandoned = MakeRemoval($"{Waiting} and status_ticks < $1{untold}");
        EvictEnded = MakeRemoval($"{Ended} and status_ticks < $1");
        Count = $"select count(*) from {_schema}.tasks";
        FindNumber = $"select number from {_schema}.tasks where {ByKey}";
        Events = $"select version, event from {_schema}.events where task = $1 and version > $2 order by version limit $3";
        Notify = $"select pg_notify('{schema}.events', $1)";
        Listen = $"listen \"{schema}.events\"";
    }

    /// <summary>Adds a task and its events; gives its number, or changes and gives nothing when there is one of its key.</summary>
    public string Create(int events) => events <= CommonEvents ? _creations[events] : MakeCreation(events);

    public string Find { get; }

    public string HasTask { get; }

    public string HasEvent { get; }

    public string RemoveEnded { get; }

    public string RemoveAbandoned { get; }

    /// <summary>As <see cref="RemoveEnded"/>, but also those of which webhooks are yet to be told something.</summary>
    public string EvictEnded { get; }

    public string Count { get; }

    public string FindNumber { get; }

    public string Events { get; }

    public string Notify { get; }

    public string Listen { get; }

    /// <summary>Replaces a task and adds its events; gives the task's number, or changes and gives nothing when the version is another.</summary>
    public string Append(int events) => events <= CommonEvents ? _appends[events - 1] : MakeAppend(events);

    /// <summary>As <see cref="Append"/>, but leaves the task as it was some events ago.</summary>
    public string AppendEvents(int events) => events <= CommonEvents ? _additions[events - 1] : MakeAddition(events);

    /// <summary>A page of the tasks of a scope, of a context, in a state; those that are asked for are the last parameters.</summary>
    public string Page(bool byContext, bool byState) => _pages[Index(byContext, byState)];

    /// <summary>How many tasks there are of that kind, up to a limit.</summary>
    public string CountMatches(bool byContext, bool byState) => _counts[Index(byContext, byState)];

    private static int Index(bool byContext, bool byState) => (byContext ? ContextFilter : 0) | (byState ? StateFilter : 0);

    private static string Filter(int filter, int first) => filter switch
    {
        ContextFilter => $" and context_id = ${first}",
        StateFilter => $" and state = ${first}",
        ContextFilter | StateFilter => $" and context_id = ${first} and state = ${first + 1}",
        _ => "",
    };

    private string MakeCreation(int events)
    {
        var unlessReplied = _replies ? $"where not exists (select from {_schema}.replies where id = $1 and owner = $2 and tenant = $3)" : "";
        var insert = $"""
            insert into {_schema}.tasks (id, owner, tenant, version, task_version, task, skill_id, context_id, state, status_ticks, replica, trace, change)
            select $1, $2, $3, $4, $4, $5, $6, $7, $8, $9, $10, nullif($11, ''), nextval('{_schema}.task_changes') {unlessReplied}
            on conflict do nothing
            """;
        if (events > 0)
        {
            // Of a task that comes with events nobody has heard before: it has no webhooks.
            return MakeChange(insert, versionBefore: 12, events);
        }

        return _push ? $"with changed as ({insert} returning number) {PushSql.OnCreate(_schema)} select number from changed" : $"{insert} returning number";
    }

    private string MakeAppend(int events) => MakeChange($"""
        update {_schema}.tasks
        set version = $4, task_version = $4, task = $5, skill_id = $6, context_id = $7, state = $8, status_ticks = $9, replica = $10,
            trace = coalesce(nullif($11, ''), trace), change = case when $12 or state <> $8 or status_ticks <> $9 then nextval('{_schema}.task_changes') else change end
        where {ByKey} and version = $13
        """, versionBefore: 13, events, _push ? PushSql.OnAppend(_schema) : "");

    private string MakeAddition(int events) => MakeChange($"""
        update {_schema}.tasks set version = $4 where {ByKey} and version = $5
        """, versionBefore: 5, events);

    /// <summary>The events are the parameters after that of the version before.</summary>
    private string MakeChange(string update, int versionBefore, int events, string more = "")
    {
        var sql = new StringBuilder($"""
            with changed as ({update} returning number){more}
            insert into {_schema}.events (task, version, event)
            select number, step.version, step.event from changed, (values
            """);
        for (var i = 1; i <= events; i++)
        {
            sql.Append(CultureInfo.InvariantCulture, $"{(i > 1 ? "," : "")} (${versionBefore} + {i}, ${versionBefore + i}::text)");
        }

        return sql.Append(") as step (version, event) returning task").ToString();
    }

    /// <summary>
    /// A page and one row more, which tells that there is more. Tasks beyond the byte limit come without their content, but for the
    /// first: a page makes progress.
    /// </summary>
    private string MakePage(string filter) => $"""
        select number, version, task_version, id, status_ticks, change, case when place = 1 or (place <= $6 and bytes <= $7) then task end
        from (
            select number, version, task_version, id, status_ticks, change, task, row_number() over newest_first as place, sum(octet_length(task)) over newest_first as bytes
            from (
                select number, version, task_version, id, status_ticks, change, task from {_schema}.tasks
                where tenant = $1 and owner = $2 and status_ticks >= $3 and (status_ticks, change) < ($4, $5){filter}
                order by status_ticks desc, change desc limit $6 + 1) as found
            window newest_first as (order by status_ticks desc, change desc rows unbounded preceding)) as measured
        order by status_ticks desc, change desc
        """;

    private string MakeCount(string filter) => $"""
        select count(*) from (select from {_schema}.tasks where tenant = $1 and owner = $2 and status_ticks >= $3{filter} limit $4) as counted
        """;

    /// <summary>Removes the oldest of a kind, with their events. Rows that another replica is removing are left to it.</summary>
    private string MakeRemoval(string which) => $"""
        with gone as (
            delete from {_schema}.tasks where ctid = any (array(
                select ctid from {_schema}.tasks where {which} order by status_ticks limit $2 for update skip locked))
            returning number, tenant, owner, id),
        erased as (delete from {_schema}.events using gone where task = gone.number){PushSql.OnRemove(_schema)}
        select tenant, owner, id from gone
        """;
}
