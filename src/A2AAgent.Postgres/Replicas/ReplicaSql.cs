namespace A2AAgent.Postgres.Replicas;

/// <summary>Every statement on replicas, and on the tasks that they leave.</summary>
internal sealed class ReplicaSql(string schema)
{
    /// <summary>How the channel's name ends on which tasks to stop are named.</summary>
    public const string CancelChannel = ".cancel";

    private readonly string _schema = $"\"{schema}\"";

    public string Register => $"insert into {_schema}.replicas (until) values (clock_timestamp() + $1) returning number, clock_timestamp()";

    /// <summary>Also a lease that has lapsed: what counts is whether another replica has noticed.</summary>
    public string Renew => $"update {_schema}.replicas set until = clock_timestamp() + $1 where number = $2 and not lost returning clock_timestamp()";

    public string Release => $"update {_schema}.replicas set lost = true where number = $1";

    public string GiveUpLapsed => $"update {_schema}.replicas set lost = true where not lost and until < clock_timestamp() and number <> $1";

    /// <summary>The numbers are needed for as long as something may be left under them.</summary>
    public string RemoveOld => $"""
        delete from {_schema}.replicas where lost and until < clock_timestamp() - interval '1 hour'
        and not exists (select from {_schema}.tasks where state in (1, 2) and replica = number)
        """;

    /// <summary>Takes tasks of lost replicas. Those that another one is taking at this moment are left to it.</summary>
    public string Claim => $"""
        update {_schema}.tasks set replica = $1, restarts = restarts + 1
        where ctid = any (array(
            select ctid from {_schema}.tasks where state in (1, 2) and replica in (select number from {_schema}.replicas where lost)
            limit $2 for update skip locked))
        returning tenant, owner, id, restarts, trace
        """;

    /// <summary>The tasks that a replica runs, or should; if there are more, the rest is found when these have ended.</summary>
    public string Own => $"select tenant, owner, id, restarts, trace from {_schema}.tasks where state in (1, 2) and replica = $1 limit 10000";

    public string Cancel => $"select pg_notify('{schema}{CancelChannel}', $1)";

    public string ListenForCancel => $"listen \"{schema}{CancelChannel}\"";
}
