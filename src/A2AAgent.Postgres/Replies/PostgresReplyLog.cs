using A2AAgent.Postgres.Failures;
using A2AAgent.Postgres.Replicas;
using A2AAgent.Postgres.Sql;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Operations.Idempotency;
using A2AAgent.Server.Tasks;
using Npgsql;
using NpgsqlTypes;

namespace A2AAgent.Postgres.Replies;

/// <summary>Keeps direct replies in PostgreSQL, for any number of replicas. Each method is one round trip.</summary>
internal sealed class PostgresReplyLog(PostgresCalls calls, ReplySql sql, ReplicaLease lease, TaskOptions options) : IReplyLog
{
    /// <summary>What a skill that was told to stop may take beyond its time.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <summary>After how long no skill can be at work on a reservation.</summary>
    internal static TimeSpan LongestRun(TaskOptions options) => options.MaxRunTime + Grace;

    public async ValueTask<Reservation?> FindAsync(TaskKey key, CancellationToken cancellationToken) =>
        key.IsStorable() ? await calls.RunAsync(FindAsync, key, cancellationToken) : null;

    public ValueTask<Reservation> ReserveAsync(TaskKey key, ReadOnlyMemory<byte> digest, Guid claim, CancellationToken cancellationToken) => key.IsStorable()
        ? calls.RunAsync(ReserveAsync, new Entry(key, claim, digest), cancellationToken)
        : throw AgentException.InvalidParams("message", "is of a tenant or caller that cannot be stored: U+0000 or half of a surrogate pair");

    public ValueTask<bool> CompleteAsync(TaskKey key, ReadOnlyMemory<byte> digest, Guid claim, Message reply, CancellationToken cancellationToken) =>
        calls.RunAsync(CompleteAsync, new Entry(key, claim, ProtocolJson.ToUtf8<Message, MessageConverter>(reply)), cancellationToken);

    public async ValueTask ReleaseAsync(TaskKey key, Guid claim, CancellationToken cancellationToken)
    {
        if (key.IsStorable())
        {
            await calls.RunAsync(ReleaseAsync, new Entry(key, claim, default), cancellationToken);
        }
    }

    /// <summary>Removes some of the replies that are past their time; gives how many.</summary>
    public ValueTask<int> RemoveOldAsync(int most, CancellationToken cancellationToken) => calls.RunAsync(RemoveOldAsync, most, cancellationToken);

    private async ValueTask<Reservation?> FindAsync(NpgsqlConnection connection, TaskKey key, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, sql.Find, key);
        command.Parameters.Add(Interval(options.FinishedTtl));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Replied(reader, first: 0) : null;
    }

    private async ValueTask<Reservation> ReserveAsync(NpgsqlConnection connection, Entry entry, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, sql.Reserve, entry.Key);
        command.Parameters.Add(new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = entry.Value, NpgsqlDbType = NpgsqlDbType.Bytea });
        command.Parameters.Add(Claim(entry));
        command.Parameters.Put(lease.Number);
        command.Parameters.Add(Interval(options.FinishedTtl));
        command.Parameters.Add(Interval(LongestRun(options)));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return new Reservation(ReservationState.Running);
        }

        return Read(reader);
    }

    private static Reservation Read(NpgsqlDataReader reader) => reader.GetInt32(0) switch
    {
        0 => new Reservation(ReservationState.Reserved),
        1 => new Reservation(ReservationState.Running, reader.GetFieldValue<byte[]>(1)),
        2 => Replied(reader, first: 1),
        _ => new Reservation(ReservationState.BeganTask),
    };

    private async ValueTask<bool> CompleteAsync(NpgsqlConnection connection, Entry entry, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, sql.Complete, entry.Key);
        command.Parameters.Add(Claim(entry));
        command.Parameters.Put(entry.Value);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    private async ValueTask<bool> ReleaseAsync(NpgsqlConnection connection, Entry entry, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, sql.Release, entry.Key);
        command.Parameters.Add(Claim(entry));
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    private async ValueTask<int> RemoveOldAsync(NpgsqlConnection connection, int most, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql.RemoveOld, connection);
        command.Parameters.Add(Interval(options.FinishedTtl));
        command.Parameters.Add(Interval(LongestRun(options)));
        command.Parameters.Put((long)most);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string text, TaskKey key)
    {
        var command = new NpgsqlCommand(text, connection);
        command.Parameters.Put(key);
        return command;
    }

    private static NpgsqlParameter<Guid> Claim(Entry entry) => new() { TypedValue = entry.Claim, NpgsqlDbType = NpgsqlDbType.Uuid };

    private static NpgsqlParameter<TimeSpan> Interval(TimeSpan value) => new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Interval };

    private static Reservation Replied(NpgsqlDataReader reader, int first) => new(
        ReservationState.Replied, reader.GetFieldValue<byte[]>(first), ProtocolJson.FromOwnUtf8(reader.GetFieldValue<byte[]>(first + 1), ProtocolJson.Context.Message));

    /// <param name="Key">The message.</param>
    /// <param name="Claim">Whose reservation it is.</param>
    /// <param name="Value">The digest, or the reply.</param>
    private sealed record Entry(TaskKey Key, Guid Claim, ReadOnlyMemory<byte> Value);
}
