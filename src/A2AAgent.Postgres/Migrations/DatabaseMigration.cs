using A2AAgent.Postgres.Failures;
using A2AAgent.Server.Commands;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace A2AAgent.Postgres.Migrations;

/// <summary>The command <c>migrate</c>: for a role that may change tables, where the agent's own may not.</summary>
internal sealed class DatabaseMigration(NpgsqlDataSource source, PostgresOptions options) : IDatabaseMigration
{
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        // The Job has the agent's own settings, and those may say that replicas leave the schema alone.
        options.Migrate = true;
        try
        {
            var before = await new Migrator(source, options, Migration.All, NullLogger.Instance).RunAsync(cancellationToken);
            return before.Version >= Migration.Newest
                ? $"Schema {options.Schema} is at version {before.Version} already."
                : $"Schema {options.Schema} is at version {Migration.Newest} now; it was at {before.Version}.";
        }
        catch (NpgsqlException e) when (PostgresFailures.IsMistake(e))
        {
            throw PostgresFailures.Mistake(e);
        }
        catch (NpgsqlException e)
        {
            throw new CommandException($"Schema {options.Schema} could not be brought up to date: {PostgresFailures.Text(e)}", e);
        }
    }

    public string Script() => SchemaSql.Script(options.Schema, Migration.All);
}
