using A2AAgent.Server.Configuration;
using A2AAgent.Server.Diagnostics;
using A2AAgent.Server.Execution;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Server.Hosting;

/// <summary>
/// Ends the process without losing work: it leaves service first (<see cref="Departure"/>); then, while the server closes its sockets and waits for open requests, running tasks finish
/// within a limit, the rest fail with a message that says why, and streams end with them.
/// </summary>
internal sealed class DrainService(
    TaskEngine engine, Draining draining, Departure departure, AgentOptions options, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<DrainService> logger) : IHostedLifecycleService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private readonly Lock _beginning = new();
    private Task? _left;
    private Task _drained = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // A signal is heard here first; who stops the host otherwise comes to StoppingAsync at once.
        lifetime.ApplicationStopping.Register(() => _ = Leave());
        return Task.CompletedTask;
    }

    /// <summary>Before the server stops, which closes its connections.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await Leave().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // Not in StopAsync: the server stops first and would wait for the streams that only the drain ends.
        _drained = DrainAsync();
    }

    public Task StopAsync(CancellationToken cancellationToken) => _drained.WaitAsync(cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private Task Leave()
    {
        lock (_beginning)
        {
            return _left ??= departure.LeaveAsync();
        }
    }

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
