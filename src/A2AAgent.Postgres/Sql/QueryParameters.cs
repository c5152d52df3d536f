using A2AAgent.Protocol;
using A2AAgent.Server.Tasks;
using Npgsql;

namespace A2AAgent.Postgres.Sql;

/// <summary>Adds the values of list queries, in order.</summary>
internal static class QueryParameters
{
    /// <summary>The values of <see cref="TaskSql.Page"/>.</summary>
    public static void PutPage(this NpgsqlParameterCollection parameters, TaskQuery query, PagePosition after, long maxBytes)
    {
        parameters.PutKind(query);
        parameters.Put(after.Ticks);
        parameters.Put(after.Change);
        parameters.Put((long)query.PageSize);
        parameters.Put(maxBytes);
        parameters.PutFilters(query);
    }

    /// <summary>The values of <see cref="TaskSql.CountMatches"/>.</summary>
    public static void PutCount(this NpgsqlParameterCollection parameters, TaskQuery query, long limit)
    {
        parameters.PutKind(query);
        parameters.Put(limit);
        parameters.PutFilters(query);
    }

    private static void PutKind(this NpgsqlParameterCollection parameters, TaskQuery query)
    {
        parameters.Put(query.Scope);

        // A status without a time, 0, is not newer than anything.
        parameters.Put(query.Since is { } since ? Math.Max(1, since.UtcTicks) : 0);
    }

    private static void PutFilters(this NpgsqlParameterCollection parameters, TaskQuery query)
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
}
