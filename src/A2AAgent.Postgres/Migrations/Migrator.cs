using A2AAgent.Postgres.Diagnostics;
using A2AAgent.Protocol;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace A2AAgent.Postgres.Migrations;

/// <summary>
/// Brings the schema up to date. The replicas of an agent may all try at the same time: one does the work, the others wait and find it
/// done. Each step is a transaction, so an interrupted one has not happened.
/// </summary>
internal sealed class Migrator(NpgsqlDataSource source, PostgresOptions options, IReadOnlyList<Migration> migrations, ILogger logger)
{
    private const string UndefinedTable = "42P01";
    private const string InsufficientPrivilege = "42501";

    /// <summary>Changing a large table takes its time, and so does waiting for the replica that does it.</summary>
    private const int TimeoutSeconds = 600;

    private int Newest => migrations[^1].Version;

    /// <returns>The version that was found.</returns>
    /// <exception cref="AgentConfigurationException">The schema is too new, or too old and not to be changed.</exception>
    /// <exception cref="NpgsqlException">The database cannot be reached, or a step fails.</exception>
    public async Task<SchemaVersion> RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var found = await ReadAsync(connection, cancellationToken);
        if (found.Serves(Newest, options.Schema))
        {
            return found;
        }

        if (!options.Migrate)
        {
            throw new AgentConfigurationException(
                $"Schema {options.Schema} of the tasks' database has version {found.Version} and this agent needs {Newest}: run its command migrate first, or set {PostgresOptions.Section}:Migrate=true.");
        }

        try
        {
            while (await StepAsync(connection, cancellationToken))
            {
            }

            return found;
        }
        catch (PostgresException e) when (e.SqlState == InsufficientPrivilege)
        {
            throw new AgentConfigurationException(
                $"The database role may not bring schema {options.Schema} from version {found.Version} to {Newest} ({e.MessageText}): "
                + $"let a role that may run the agent's command migrate, then set {PostgresOptions.Section}:Migrate=false for this one.", e);
        }
    }

    private async Task<bool> StepAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await RunAsync(connection, $"""
            set local lock_timeout = 0;
            set local statement_timeout = 0;
            select pg_advisory_xact_lock(hashtextextended('a2a-agent migration of {options.Schema}', 0));
            """, cancellationToken);
        var found = await PrepareAsync(connection, transaction, cancellationToken);
        if (found.Serves(Newest, options.Schema))
        {
            return false;
        }

        var next = migrations.First(migration => migration.Version > found.Version);
        await RunAsync(connection, $"set local search_path to \"{options.Schema}\"", cancellationToken);
        await RunAsync(connection, next.ReadSql(), cancellationToken);
        await RunAsync(connection, SchemaSql.Record(options.Schema, next), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Log.Migrated(logger, options.Schema, next.Version, next.Name);
        return true;
    }

    /// <summary>The version; makes the place where it is kept. "If not exists" demands the right to create also when there is nothing to do.</summary>
    private async Task<SchemaVersion> PrepareAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await transaction.SaveAsync("prepare", cancellationToken);
        try
        {
            return await SelectAsync(connection, cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == UndefinedTable)
        {
            await transaction.RollbackAsync("prepare", cancellationToken);
        }

        // Whoever administers the database may have made it for a role that may not.
        if (!await HasSchemaAsync(connection, cancellationToken))
        {
            await RunAsync(connection, $"create schema \"{options.Schema}\"", cancellationToken);
        }

        await RunAsync(connection, SchemaSql.CreateVersions(options.Schema), cancellationToken);
        return default;
    }

    private async Task<bool> HasSchemaAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"select to_regnamespace('\"{options.Schema}\"') is not null", connection);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private async Task<SchemaVersion> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            return await SelectAsync(connection, cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == UndefinedTable)
        {
            return default;
        }
    }

    private async Task<SchemaVersion> SelectAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"select version, compatible_since from \"{options.Schema}\".schema_versions order by version desc limit 1", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new SchemaVersion(reader.GetInt32(0), reader.GetInt32(1)) : default;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = TimeoutSeconds };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
