using A2AAgent.Protocol;
using A2AAgent.Server.Tasks;
using Npgsql;
using NpgsqlTypes;

namespace A2AAgent.Postgres.Sql;

/// <summary>Adds the values of statements, in order.</summary>
internal static class Parameters
{
    public static void Add(this NpgsqlParameterCollection parameters, string value) =>
        parameters.Add(new NpgsqlParameter<string> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text });

    public static void Add(this NpgsqlParameterCollection parameters, long value) =>
        parameters.Add(new NpgsqlParameter<long> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Bigint });

    public static void Add(this NpgsqlParameterCollection parameters, bool value) =>
        parameters.Add(new NpgsqlParameter<bool> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Boolean });

    public static void Add(this NpgsqlParameterCollection parameters, TaskState value) =>
        parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)value, NpgsqlDbType = NpgsqlDbType.Smallint });

    /// <summary>JSON as it is: UTF-8, the encoding of the connection.</summary>
    public static void Add(this NpgsqlParameterCollection parameters, ReadOnlyMemory<byte> utf8Json) =>
        parameters.Add(new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = utf8Json, NpgsqlDbType = NpgsqlDbType.Text });

    public static void Add(this NpgsqlParameterCollection parameters, TaskKey key)
    {
        parameters.Add(key.Id);
        parameters.Add(key.Owner);
        parameters.Add(key.Tenant);
    }

    public static void Add(this NpgsqlParameterCollection parameters, TaskScope scope)
    {
        parameters.Add(scope.Tenant);
        parameters.Add(scope.Owner);
    }

    /// <summary>The record but for its key: the fourth to the ninth value of the statements that write one.</summary>
    public static void Add(this NpgsqlParameterCollection parameters, TaskRecord record)
    {
        parameters.Add(record.Version);
        parameters.Add(record.ToUtf8Json());
        parameters.Add(record.SkillId);
        parameters.Add(record.Task.ContextId);
        parameters.Add(record.Task.Status.State);
        parameters.Add(record.Task.Status.Timestamp?.UtcTicks ?? 0);
    }
}
