using A2AAgent.Postgres.Diagnostics;
using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace A2AAgent.Postgres.Replies;

/// <summary>Removes the replies that are past their time, where any are kept. Any replica may; each takes some.</summary>
internal sealed class ReplySweeper(PostgresReplyLog log, TaskOptions options, TimeProvider time, ILogger<ReplySweeper> logger) : BackgroundService
{
    private const int Batch = 500;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (options.Idempotency && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Interval, time, stoppingToken);
                while (await log.RemoveOldAsync(Batch, stoppingToken) >= Batch)
                {
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or AgentException)
            {
                Log.RepliesNotRemoved(logger, e);
            }
        }
    }
}
