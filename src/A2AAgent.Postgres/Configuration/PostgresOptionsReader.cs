using A2AAgent.Protocol;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace A2AAgent.Postgres.Configuration;

/// <summary>Reads and checks the settings once, before anything starts.</summary>
internal static class PostgresOptionsReader
{
    private const int LongestName = 63;

    /// <summary>More than there are.</summary>
    private const int Statements = 64;

    /// <exception cref="AgentConfigurationException">A setting is wrong.</exception>
    public static PostgresOptions Read(IConfiguration configuration)
    {
        var options = new PostgresOptions();
        try
        {
            configuration.GetSection(PostgresOptions.Section).Bind(options, static binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException e)
        {
            throw new AgentConfigurationException($"{PostgresOptions.Section} has a setting that does not exist or has a wrong value: {e.Message}", e);
        }

        Check(options);
        return options;
    }

    /// <summary>The connection string with what the options say. Its values stay out of the messages: one is a password.</summary>
    /// <exception cref="AgentConfigurationException">It is missing or cannot be read.</exception>
    public static NpgsqlConnectionStringBuilder ReadConnection(string? text, PostgresOptions options)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new AgentConfigurationException(
                "ConnectionStrings:Tasks is not set: tasks are kept in PostgreSQL and need a database, for example "
                + "ConnectionStrings__Tasks='Host=db;Database=agent;Username=agent;Password=…'. Agent:Tasks:Store=memory keeps them in this process instead.");
        }

        var connection = Parse(text);
        if (string.IsNullOrEmpty(connection.Host))
        {
            throw new AgentConfigurationException("ConnectionStrings:Tasks has no Host; it must name the server, for example Host=db.");
        }

        connection.MaxPoolSize = options.MaxConnections;
        connection.MinPoolSize = Math.Min(connection.MinPoolSize, options.MaxConnections);
        connection.Timeout = (int)options.ConnectTimeout.TotalSeconds;
        connection.CommandTimeout = (int)options.StatementTimeout.TotalSeconds;
        connection.ApplicationName ??= "a2a-agent";
        connection.MaxAutoPrepare = options.Prepare ? Statements : 0;
        connection.AutoPrepareMinUsages = 2;

        // Nothing here leaves state behind in a session.
        connection.NoResetOnClose = true;
        connection.IncludeErrorDetail = false;
        connection.TcpKeepAlive = true;
        return connection;
    }

    private static NpgsqlConnectionStringBuilder Parse(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or NotSupportedException)
        {
            // Not the exception's own message, which may quote a value.
            throw new AgentConfigurationException(
                "ConnectionStrings:Tasks cannot be read; it must be a list of Npgsql's keywords, for example Host=db;Port=5432;Database=agent;Username=agent;Password=….");
        }
    }

    private static void Check(PostgresOptions options)
    {
        if (!IsName(options.Schema))
        {
            throw new AgentConfigurationException(
                $"{PostgresOptions.Section}:Schema is '{options.Schema}'; it must be 1 to {LongestName} lower-case letters, digits and underscores, must not begin with a digit or with pg_.");
        }

        Range("MaxConnections", options.MaxConnections, 4, 1_000);
        Range("MaxTasks", options.MaxTasks, 1, 1_000_000_000_000);
        Seconds("ConnectTimeout", options.ConnectTimeout, 1, 60);
        Seconds("StatementTimeout", options.StatementTimeout, 1, 300);
        Seconds("Lease", options.Lease, 2, 300);
    }

    private static bool IsName(string name) => name.Length is > 0 and <= LongestName
        && !char.IsAsciiDigit(name[0])
        && !name.StartsWith("pg_", StringComparison.Ordinal)
        && name.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');

    private static void Range(string name, long value, long least, long most)
    {
        if (value < least || value > most)
        {
            throw new AgentConfigurationException($"{PostgresOptions.Section}:{name} is {value}; it must be {least} to {most}.");
        }
    }

    private static void Seconds(string name, TimeSpan value, int least, int most)
    {
        if (value < TimeSpan.FromSeconds(least) || value > TimeSpan.FromSeconds(most) || value.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            throw new AgentConfigurationException($"{PostgresOptions.Section}:{name} is {value:c}; it must be whole seconds, {TimeSpan.FromSeconds(least):c} to {TimeSpan.FromSeconds(most):c}.");
        }
    }
}
