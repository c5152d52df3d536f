using A2AAgent.Postgres.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace A2AAgent.Postgres.Replicas;

/// <summary>
/// This process among the replicas: under its number are the tasks that it runs, for as long as it renews its lease. A number that the others
/// have given up is gone for good; the process then takes a new one.
/// </summary>
/// <remarks>Renewed by one caller, read by any thread.</remarks>
internal sealed class ReplicaLease(ReplicaSql sql, PostgresOptions options, DatabaseTime time, ILogger<ReplicaLease> logger)
{
    private long _number;
    private long _renewed;
    private long _steadySince;
    private volatile bool _given;

    /// <summary>The number; 0 before the database was first reached. Kept when it is lost, until there is a new one: what is still written under it is for the others to find.</summary>
    public long Number => Volatile.Read(ref _number);

    /// <summary>True while no other replica can have given this one up. Measured from before it was renewed, so that a process that was paused finds out by itself.</summary>
    public bool IsHeld => _given && time.GetElapsedTime(Volatile.Read(ref _renewed)) < options.Lease;

    /// <summary>
    /// True when this replica may judge others: it has renewed for as long as a lease lasts without a gap. After an outage of the database
    /// every lease has lapsed, and each replica gets the time to renew its own.
    /// </summary>
    public bool IsSteady => IsHeld && time.GetElapsedTime(Volatile.Read(ref _steadySince)) > options.Lease;

    /// <summary>The others have given this replica up: what it ran is theirs.</summary>
    public event EventHandler? Lost;

    /// <summary>Renews the lease, or registers.</summary>
    /// <exception cref="NpgsqlException">The database cannot be used.</exception>
    public async ValueTask RenewAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (Number == 0)
        {
            await RegisterAsync(connection, cancellationToken);
        }
        else if (!await TryRenewAsync(connection, cancellationToken))
        {
            Log.LeaseLost(logger, Number);
            _given = false;
            Lost?.Invoke(this, EventArgs.Empty);
            await RegisterAsync(connection, cancellationToken);
        }
    }

    /// <summary>Gives the number up, so that the others need not wait for it to lapse.</summary>
    public async ValueTask ReleaseAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (_given)
        {
            _given = false;
            await using var command = new NpgsqlCommand(sql.Release, connection) { Parameters = { new NpgsqlParameter<long> { TypedValue = Number } } };
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private async ValueTask RegisterAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql.Register, connection) { Parameters = { Lease() } };
        var asked = time.GetTimestamp();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        Renewed(asked, new DateTimeOffset(reader.GetDateTime(1), TimeSpan.Zero));
        Volatile.Write(ref _steadySince, asked);
        Volatile.Write(ref _number, reader.GetInt64(0));
        _given = true;
        Log.Registered(logger, Number);
    }

    private async ValueTask<bool> TryRenewAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql.Renew, connection) { Parameters = { Lease(), new NpgsqlParameter<long> { TypedValue = Number } } };
        var asked = time.GetTimestamp();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return false;
        }

        if (!IsHeld)
        {
            Volatile.Write(ref _steadySince, asked);
        }

        Renewed(asked, new DateTimeOffset(reader.GetDateTime(0), TimeSpan.Zero));
        return true;
    }

    private void Renewed(long asked, DateTimeOffset told)
    {
        Volatile.Write(ref _renewed, asked);
        time.Learn(told, time.GetElapsedTime(asked));
    }

    private NpgsqlParameter<TimeSpan> Lease() => new() { TypedValue = options.Lease };
}
