using A2AAgent.Server.Configuration;
using A2AAgent.Server.Diagnostics;
using A2AAgent.Server.Execution;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Server.Hosting;

/// <summary>
/// Ends the process without losing work: while the server closes its sockets and waits for open requests, running tasks finish
/// within a limit, the rest fail with a message that says why, and streams end with them.
/// </summary>
internal sealed class DrainService(
    TaskEngine engine, Draining draining, AgentOptions options, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<DrainService> logger) : IHostedService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private Task _drained = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Not in StopAsync: the server stops first and would wait for the streams that only the drain ends.
        lifetime.ApplicationStopping.Register(() => _drained = DrainAsync());
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => _drained.WaitAsync(cancellationToken);

    private async Task DrainAsync()
    {
        draining.Begin();
        Log.Draining(logger, engine.Live.Running, options.Limits.DrainTimeout);
        await WaitUntilIdleAsync(options.Limits.DrainTimeout);
        if (engine.Live.Running > 0)
        {
            Log.DrainTimedOut(logger, engine.Live.Running);
            await Task.WhenAll(engine.Live.All.Select(FailAsync));
        }

        draining.End();
        foreach (var live in engine.Live.All)
        {
            // Whoever watches a task that waits for its client would wait for ever.
            live.Close();
        }

        Log.Drained(logger);
    }

    private async Task WaitUntilIdleAsync(TimeSpan limit)
    {
        var began = time.GetTimestamp();
        while (engine.Live.Running > 0 && time.GetElapsedTime(began) < limit)
        {
            await Task.Delay(Poll, time, CancellationToken.None);
        }
    }

    private async Task FailAsync(LiveTask live)
    {
        if (live.Runner is not { } runner)
        {
            return;
        }

        try
        {
            runner.Stop(StopReason.ShuttingDown);
            await engine.AwaitStopAsync(runner, TimeSpan.FromSeconds(2), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(4), time, CancellationToken.None);
        }
        catch (Exception e)
        {
            Log.DrainFailed(logger, e, live.Key.Id);
        }
    }
}
