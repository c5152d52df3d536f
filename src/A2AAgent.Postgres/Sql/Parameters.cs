using A2AAgent.Protocol;
using A2AAgent.Server.Tasks;
using Npgsql;
using NpgsqlTypes;

namespace A2AAgent.Postgres.Sql;

/// <summary>Adds the values of statements, in order.</summary>
internal static class Parameters
{
    public static void Put(this NpgsqlParameterCollection parameters, string value) =>
        parameters.Add(new NpgsqlParameter<string> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text });

    public static void Put(this NpgsqlParameterCollection parameters, long value) =>
        parameters.Add(new NpgsqlParameter<long> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Bigint });

    public static void Put(this NpgsqlParameterCollection parameters, bool value) =>
        parameters.Add(new NpgsqlParameter<bool> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Boolean });

    public static void Put(this NpgsqlParameterCollection parameters, TaskState value) =>
        parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)value, NpgsqlDbType = NpgsqlDbType.Smallint });

    /// <summary>JSON as it is: UTF-8, the encoding of the connection.</summary>
    public static void Put(this NpgsqlParameterCollection parameters, ReadOnlyMemory<byte> utf8Json) =>
        parameters.Add(new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = utf8Json, NpgsqlDbType = NpgsqlDbType.Text });

    public static void Put(this NpgsqlParameterCollection parameters, TaskKey key)
    {
        parameters.Put(key.Id);
        parameters.Put(key.Owner);
        parameters.Put(key.Tenant);
    }

    public static void Put(this NpgsqlParameterCollection parameters, TaskScope scope)
    {
        parameters.Put(scope.Tenant);
        parameters.Put(scope.Owner);
    }

    /// <summary>The record but for its key: the fourth to the ninth value of the statements that write one.</summary>
    public static void Put(this NpgsqlParameterCollection parameters, TaskRecord record)
    {
        parameters.Put(record.Version);
        parameters.Put(record.ToUtf8Json());
        parameters.Put(record.SkillId);
        parameters.Put(record.Task.ContextId);
        parameters.Put(record.Task.Status.State);
        parameters.Put(record.Task.Status.Timestamp?.UtcTicks ?? 0);
    }
}
