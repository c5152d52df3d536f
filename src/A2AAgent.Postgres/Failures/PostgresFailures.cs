using System.Net.Sockets;
using A2AAgent.Protocol;
using Npgsql;

namespace A2AAgent.Postgres.Failures;

/// <summary>What a failure of the database means.</summary>
internal static class PostgresFailures
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>True for a statement that has had no effect and may succeed when it is repeated at once.</summary>
    public static bool HasRolledBack(NpgsqlException failure) => failure.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    /// <summary>True when the connection is gone: a statement on its way may or may not have had its effect.</summary>
    public static bool HasLostConnection(NpgsqlException failure) => failure is PostgresException
        ? failure.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
        : failure.InnerException is IOException or SocketException;

    /// <summary>True when nobody knows whether the statement had its effect.</summary>
    public static bool MayHaveHappened(NpgsqlException failure) => failure is not PostgresException || HasLostConnection(failure);

    /// <summary>
    /// True for what passes when the database, its disk, its network or its operator is done: everything but what is wrong with the
    /// statement itself or with the data. A server that went read-only refuses writes until it is replaced.
    /// </summary>
    public static bool IsPassing(NpgsqlException failure) => failure is not PostgresException || failure.SqlState?[..2] switch
    {
        "08" or "28" or "40" or "53" or "55" or "57" or "58" or "3D" => true,
        "25" => failure.SqlState == PostgresErrorCodes.ReadOnlySqlTransaction,
        _ => false,
    };

    /// <summary>
    /// A wrong password, role or database, or a missing right. While an agent runs it may be made right; at the start it is a mistake.
    /// </summary>
    public static bool IsMistake(NpgsqlException failure) => failure is PostgresException && failure.SqlState?[..2] is "28" or "3D" or "3F" or "42";

    public static AgentConfigurationException Mistake(NpgsqlException failure) =>
        new($"ConnectionStrings:Tasks does not work: the server says '{Text(failure)}' ({failure.SqlState}).", failure);

    /// <summary>What the server or the system says, in one line.</summary>
    public static string Text(NpgsqlException failure) => failure is PostgresException refused ? refused.MessageText : (failure.InnerException ?? failure).Message;

    public static AgentException Unavailable(Exception? cause) =>
        new(AgentError.Unavailable, "The agent's database is not available now; try again later.", cause) { RetryAfter = RetryAfter };
}
