namespace A2AAgent.Postgres.Replies;

/// <summary>Every statement on direct replies. A reservation that nobody works on is void: its replica is gone, or no skill may run that long.</summary>
internal sealed class ReplySql(string schema)
{
    private const string IsKey = "id = $1 and owner = $2 and tenant = $3";

    private readonly string _replies = $"\"{schema}\".replies";
    private readonly string _tasks = $"\"{schema}\".tasks";
    private readonly string _replicas = $"\"{schema}\".replicas";

    /// <summary>
    /// Reserves a message, or tells what is known of it: a state, a digest and a reply. No row when another replica reserved it at this moment.
    /// A reservation of this very replica is nobody's: its calls come one after the other.
    /// </summary>
    public string Reserve => $"""
        with mine as (
            insert into {_replies} as known (id, owner, tenant, digest, claim, replica, at)
            select $1, $2, $3, $4, $5, $6, clock_timestamp() where not exists (select from {_tasks} where {IsKey})
            on conflict (id, owner, tenant) do update
            set digest = excluded.digest, claim = excluded.claim, replica = excluded.replica, at = excluded.at, reply = null
            where case when known.reply is not null then known.at < clock_timestamp() - $7
                else known.replica = excluded.replica or known.at < clock_timestamp() - $8
                    or not exists (select from {_replicas} where number = known.replica and not lost) end
            returning id)
        select 0, null::bytea, null::text from mine
        union all
        select case when reply is null then 1 else 2 end, digest, reply from {_replies} where {IsKey} and not exists (select from mine)
        union all
        select 3, null, null from {_tasks} where {IsKey} and not exists (select from mine)
        limit 1
        """;

    /// <summary>The digest of a message and the reply that it got.</summary>
    public string Find => $"select digest, reply from {_replies} where {IsKey} and reply is not null and at >= clock_timestamp() - $4";

    public string Complete => $"update {_replies} set reply = $5, at = clock_timestamp() where {IsKey} and claim = $4";

    public string Release => $"delete from {_replies} where {IsKey} and claim = $4 and reply is null";

    /// <summary>Removes some of what is past its time. Rows that another replica is removing are left to it.</summary>
    public string RemoveOld => $"""
        delete from {_replies} where ctid = any (
            array(select ctid from {_replies} where reply is not null and at < now() - $1 order by at limit $3 for update skip locked)
            || array(select ctid from {_replies} where reply is null and at < now() - $2 order by at limit $3 for update skip locked))
        """;
}
