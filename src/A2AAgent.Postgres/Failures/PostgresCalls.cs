using A2AAgent.Postgres.Diagnostics;
using A2AAgent.Protocol;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace A2AAgent.Postgres.Failures;

/// <summary>A piece of work on a connection.</summary>
internal delegate ValueTask<TResult> PostgresCall<in TArgument, TResult>(NpgsqlConnection connection, TArgument argument, CancellationToken cancellationToken);

/// <summary>Runs statements: repeats them where that is safe, and says what the caller should know where it is not.</summary>
internal sealed class PostgresCalls(NpgsqlDataSource source, DatabaseHealth health, ILogger logger)
{
    private const int MaxAttempts = 3;

    /// <summary>False while the database is known to be away, or takes no writes.</summary>
    public bool CanWrite => health.Problem is null;

    /// <summary>Runs a statement once; what its failure means is for the caller to say.</summary>
    /// <exception cref="AgentException">The database is known to be away.</exception>
    /// <exception cref="NpgsqlException">The statement failed.</exception>
    public async ValueTask<TResult> RunOnceAsync<TArgument, TResult>(
        PostgresCall<TArgument, TResult> call, TArgument argument, CancellationToken cancellationToken)
    {
        health.ThrowIfBad();
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            return await call(connection, argument, cancellationToken);
        }
        catch (NpgsqlException e) when (PostgresFailures.HasLostConnection(e))
        {
            source.Clear();
            throw;
        }
    }

    /// <summary>Runs a statement that may run twice: one that only reads, or whose second run finds out that the first one counted.</summary>
    /// <exception cref="AgentException">The database is not available.</exception>
    public async ValueTask<TResult> RunAsync<TArgument, TResult>(
        PostgresCall<TArgument, TResult> call, TArgument argument, CancellationToken cancellationToken, Action<TArgument>? onDoubt = null)
    {
        health.ThrowIfBad();
        var lost = false;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancellationToken);
                return await call(connection, argument, cancellationToken);
            }
            catch (NpgsqlException e) when (attempt < MaxAttempts && PostgresFailures.HasRolledBack(e))
            {
                Log.Repeated(logger, e, attempt);
            }
            catch (NpgsqlException e) when (!lost && PostgresFailures.HasLostConnection(e))
            {
                // A server that restarts breaks every connection of the pool; the next one may be as dead as this one.
                lost = true;
                source.Clear();
                onDoubt?.Invoke(argument);
                Log.Repeated(logger, e, attempt);
            }
            catch (NpgsqlException e) when (PostgresFailures.IsPassing(e))
            {
                if (PostgresFailures.MayHaveHappened(e))
                {
                    onDoubt?.Invoke(argument);
                }

                throw PostgresFailures.Unavailable(e);
            }
        }
    }
}
