using System.Collections.Concurrent;
using A2AAgent.Postgres.Failures;
using A2AAgent.Postgres.Sql;
using A2AAgent.Protocol;
using A2AAgent.Server.Tasks;
using Npgsql;

namespace A2AAgent.Postgres;

/// <summary>
/// How many tasks match a query. Every page says so, and counting a million takes longer than finding fifty: many are counted now and
/// then, and the number may be half a minute old.
/// </summary>
internal sealed class TaskTotals(PostgresCalls calls, TaskSql sql, TimeProvider time)
{
    /// <summary>Up to here each page counts.</summary>
    public const int ExactUpTo = 1_000;

    private const int MostKept = 1_000;
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<Kind, Counted> _counted = new();

    /// <summary>The total, when a page has counted so many, and stopped one after <see cref="ExactUpTo"/>.</summary>
    public async ValueTask<int> OfAsync(TaskQuery query, long counted, CancellationToken cancellationToken)
    {
        if (counted <= ExactUpTo)
        {
            return (int)counted;
        }

        var kind = KindOf(query);
        var known = _counted.GetValueOrDefault(kind);
        if (known is null || known.Tasks.IsFaulted || time.GetElapsedTime(known.At) >= MaxAge)
        {
            known = Count(kind, query, known);
        }

        return (int)Math.Clamp(await known.Tasks.WaitAsync(cancellationToken), counted, int.MaxValue);
    }

    /// <summary>True when the number is known to be large, so that a page need not count.</summary>
    public async ValueTask<bool> AreManyAsync(TaskQuery query) =>
        _counted.GetValueOrDefault(KindOf(query)) is { Tasks: { IsCompletedSuccessfully: true } tasks } known
        && time.GetElapsedTime(known.At) < MaxAge && await tasks > ExactUpTo;

    /// <summary>Begins to count, once however many ask; gives the old number while there is one.</summary>
    private Counted Count(Kind kind, TaskQuery query, Counted? old)
    {
        lock (_gate)
        {
            var newest = _counted.GetValueOrDefault(kind);
            if (newest is null || newest == old)
            {
                if (_counted.Count >= MostKept)
                {
                    _counted.Clear();
                }

                _counted[kind] = newest = new Counted(calls.RunAsync(CountAsync, query, CancellationToken.None).AsTask(), time.GetTimestamp());
            }

            return old is { Tasks.IsCompletedSuccessfully: true } ? old : newest;
        }
    }

    private static Kind KindOf(TaskQuery query) => new(query.Scope, query.ContextId, query.State, query.Since);

    private async ValueTask<long> CountAsync(NpgsqlConnection connection, TaskQuery query, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql.CountMatches(query.ContextId.Length > 0, query.State != TaskState.Unspecified), connection);
        command.Parameters.PutCount(query, int.MaxValue);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private readonly record struct Kind(TaskScope Scope, string ContextId, TaskState State, DateTimeOffset? Since);

    private sealed record Counted(Task<long> Tasks, long At);
}
