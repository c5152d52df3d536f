namespace A2AAgent.Postgres;

/// <summary>How tasks are kept in PostgreSQL, under <c>Agent:Tasks:Postgres:</c>. The database itself is <c>ConnectionStrings:Tasks</c>.</summary>
public sealed class PostgresOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Agent:Tasks:Postgres";

    /// <summary>The name of the connection string.</summary>
    public const string ConnectionName = "Tasks";

    /// <summary>
    /// The schema of the tables: lower-case letters, digits and underscores. Agents that share a database need one each; the replicas of
    /// an agent share it. Default: <c>a2a</c>.
    /// </summary>
    public string Schema { get; set; } = "a2a";

    /// <summary>
    /// How many connections a replica opens at most, 4 to 1,000: two of them watch the database, a quarter of all, at most four, write, and as many find tasks. Default: 16.
    /// </summary>
    public int MaxConnections { get; set; } = 16;

    /// <summary>
    /// How long to wait for a connection, 1 to 60 seconds: when the server does not answer or all connections are in use. Default: 5 seconds.
    /// </summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a statement may take, 1 to 300 seconds. Default: 10 seconds.</summary>
    public TimeSpan StatementTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// After how long without a sign of life the other replicas take over what a replica runs, 2 to 300 seconds; all replicas need the same.
    /// Each renews its lease every second. Default: 10 seconds.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether connections keep prepared statements, which saves the server most of its work. Set it to false behind a pooler that loses
    /// them, such as PgBouncer before 1.21 in transaction mode. Default: true.
    /// </summary>
    public bool Prepare { get; set; } = true;

    /// <summary>
    /// Whether a replica that starts brings the schema up to date. With false somebody else does, and the agent's role needs no right to
    /// create anything. Default: true.
    /// </summary>
    public bool Migrate { get; set; } = true;

    /// <summary>
    /// How many tasks are kept at most, those of all replicas together; the oldest finished ones go first. Replicas that work at the same
    /// time may exceed it by what they create within a minute. Default: 10,000,000.
    /// </summary>
    public long MaxTasks { get; set; } = 10_000_000;
}
