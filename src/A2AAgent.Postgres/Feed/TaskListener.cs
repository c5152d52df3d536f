using System.Globalization;
using A2AAgent.Postgres.Diagnostics;
using A2AAgent.Postgres.Replicas;
using A2AAgent.Postgres.Sql;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace A2AAgent.Postgres.Feed;

/// <summary>
/// Hears on one connection for the whole process which tasks have new events. After a lost connection any may have, and now and then as
/// well: a notification that a dying replica did not send delays its event, and no more.
/// </summary>
internal sealed class TaskListener(NpgsqlDataSource source, TaskSql sql, TaskWatches watches, ReplicaSql replicaSql, PostgresReplicas replicas, TimeProvider time, ILogger<TaskListener> logger) : BackgroundService
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Log.NotListening(logger, e);
                watches.WakeAll();
                await Task.Delay(RetryInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        await using var connection = await source.OpenConnectionAsync(stoppingToken);
        connection.Notification += (_, notification) => Hear(notification);
        try
        {
            await RunAsync(connection, sql.Listen, stoppingToken);
            await RunAsync(connection, replicaSql.ListenForCancel, stoppingToken);
            while (true)
            {
                // Also the first time: what was notified before this connection listened was not heard.
                watches.WakeAll();
                var looked = time.GetTimestamp();
                while (time.GetElapsedTime(looked) < LookInterval && await connection.WaitAsync(LookInterval, stoppingToken))
                {
                }
            }
        }
        finally
        {
            // The pool takes the connection back as it is, and no next user wants to hear this.
            NpgsqlConnection.ClearPool(connection);
        }
    }

    private void Hear(NpgsqlNotificationEventArgs notification)
    {
        if (notification.Channel.EndsWith(ReplicaSql.CancelChannel, StringComparison.Ordinal))
        {
            replicas.Heard(notification.Payload);
        }
        else
        {
            Wake(notification.Payload);
        }
    }

    private void Wake(string payload)
    {
        foreach (var range in payload.AsSpan().Split(' '))
        {
            if (long.TryParse(payload.AsSpan(range), NumberStyles.None, CultureInfo.InvariantCulture, out var task))
            {
                watches.Wake(task);
            }
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string statement, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
