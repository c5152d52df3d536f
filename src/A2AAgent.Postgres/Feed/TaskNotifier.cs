using System.Globalization;
using System.Text;
using System.Threading.Channels;
using A2AAgent.Postgres.Diagnostics;
using A2AAgent.Postgres.Failures;
using A2AAgent.Postgres.Sql;
using A2AAgent.Protocol;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace A2AAgent.Postgres.Feed;

/// <summary>
/// Tells the other replicas which tasks have new events. Apart from the writing itself, and many tasks at a time: transactions that notify
/// commit one after the other in the whole server. What is lost here, with the process for example, is found by the listeners' own looking.
/// </summary>
internal sealed class TaskNotifier(PostgresCalls calls, TaskSql sql, ILogger<TaskNotifier> logger) : BackgroundService
{
    /// <summary>A payload has at most 8,000 bytes, an identifier at most 20 with its separator.</summary>
    private const int MostInPayload = 390;
    private const int MostWaiting = 100_000;

    private readonly Channel<long> _changed = Channel.CreateBounded<long>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>A task has new events.</summary>
    public void Changed(long task) => _changed.Writer.TryWrite(task);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var tasks = new HashSet<long>();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _changed.Reader.WaitToReadAsync(stoppingToken);
                tasks.Clear();
                while (tasks.Count < MostInPayload && _changed.Reader.TryRead(out var task))
                {
                    tasks.Add(task);
                }

                await calls.RunAsync(NotifyAsync, Payload(tasks), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or AgentException)
            {
                Log.NotNotified(logger, e);
            }
        }
    }

    private static string Payload(HashSet<long> tasks)
    {
        var text = new StringBuilder();
        foreach (var task in tasks)
        {
            text.Append(text.Length > 0 ? " " : "").Append(CultureInfo.InvariantCulture, $"{task}");
        }

        return text.ToString();
    }

    private async ValueTask<bool> NotifyAsync(NpgsqlConnection connection, string payload, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql.Notify, connection);
        command.Parameters.Put(payload);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return true;
    }
}
