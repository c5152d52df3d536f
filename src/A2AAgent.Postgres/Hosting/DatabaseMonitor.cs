using A2AAgent.Postgres.Diagnostics;
using A2AAgent.Postgres.Failures;
using A2AAgent.Postgres.Migrations;
using A2AAgent.Postgres.Replicas;
using A2AAgent.Protocol;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace A2AAgent.Postgres.Hosting;

/// <summary>
/// Brings the schema up to date before the agent answers, looks at the database from then on, and renews this replica's lease. A database that cannot be reached does
/// not stop the agent from starting: it is not ready until it can.
/// </summary>
internal sealed class DatabaseMonitor(
    NpgsqlDataSource source, Migrator migrator, DatabaseHealth health, ReplicaLease lease, TimeProvider time, ILogger<DatabaseMonitor> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Its own: under load, waiting for one of the pool says nothing about the database.</summary>
    private NpgsqlConnection? _connection;

    private bool _migrated;

    /// <exception cref="AgentConfigurationException">The database cannot be used the way it is set up: time will not help.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await LookAsync(cancellationToken);
        }
        catch (NpgsqlException e) when (PostgresFailures.IsMistake(e))
        {
            throw PostgresFailures.Mistake(e);
        }
        catch (NpgsqlException e)
        {
            await CloseAsync();
            Report(e);
        }

        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await ReleaseAsync(cancellationToken);
        await CloseAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await NextAsync(timer, stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                await CloseAsync();
                Report(e);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        if (!_migrated)
        {
            await migrator.RunAsync(cancellationToken);
            _migrated = true;
        }

        _connection ??= await source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select current_setting('transaction_read_only')", _connection);
        if (await command.ExecuteScalarAsync(cancellationToken) is "on")
        {
            const string ReadOnly = "The tasks' database is read-only.";
            if (health.Problem != ReadOnly)
            {
                Log.Lost(logger, exception: null, ReadOnly);
                health.ReadOnly(ReadOnly);
            }
        }
        else
        {
            await lease.RenewAsync(_connection, cancellationToken);
            if (health.Problem is not null)
            {
                health.Good();
                Log.Found(logger);
            }
        }
    }

    private async ValueTask ReleaseAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_connection is { } connection)
            {
                await lease.ReleaseAsync(connection, cancellationToken);
            }
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
        {
            Log.NotReleased(logger, e);
        }
    }

    private async ValueTask CloseAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }

    private void Report(Exception failure)
    {
        // A probe shows it to whoever looks at the management port: no names of hosts and roles.
        const string Unreachable = "The tasks' database cannot be used.";
        if (health.Problem != Unreachable)
        {
            Log.Lost(logger, failure, Unreachable);
            health.Bad(Unreachable);
        }
    }

    private static async ValueTask<bool> NextAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
