using A2AAgent.Server.Diagnostics;
using A2AAgent.Server.Diagnostics.Metrics;
using A2AAgent.Server.Execution;
using A2AAgent.Server.Push;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Server.Hosting;

/// <summary>Ends turns that run too long or hang, and removes tasks that are past their time. One timer for all tasks.</summary>
internal sealed class TaskSweeper(TaskEngine engine, TaskGauges gauges, TimeProvider time, ILogger<TaskSweeper> logger, IPushOperations? push = null) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await NextAsync(timer, stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.SweepFailed(logger, e);
            }
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = engine.Time.GetUtcNow();
        foreach (var live in engine.Live.All)
        {
            if (live.Runner is { } runner && Overdue(runner, now) is var reason and not StopReason.None)
            {
                _ = engine.StopAsync(runner, reason);
            }
        }

        gauges.Look(now);
        foreach (var key in await engine.Store.RemoveExpiredAsync(cancellationToken))
        {
            engine.Live.Find(key)?.Close();
            if (push is not null)
            {
                await push.ForgetAsync(key, cancellationToken);
            }
        }
    }

    private StopReason Overdue(TaskRunner runner, DateTimeOffset now) =>
        now - runner.StartedAt > engine.Options.MaxRunTime ? StopReason.TimedOut
        : engine.Options.InactivityTimeout is { } timeout && runner.IsIdle(now, timeout) ? StopReason.Inactive
        : StopReason.None;

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
