using A2AAgent.Protocol;
using A2AAgent.Server.Diagnostics;
using A2AAgent.Server.Hosting;
using A2AAgent.Server.Tasks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Server.Execution;

/// <summary>
/// Looks after tasks whose replica is gone: runs those again whose skill says that it may be, and fails the others, so that no client waits
/// for ever. Does what other replicas ask for, too.
/// </summary>
/// <remarks>Added by stores that several replicas share.</remarks>
internal sealed class TaskTakeover(TaskEngine engine, AgentRuntime agent, Draining draining, TimeProvider time, ILogger<TaskTakeover> logger) : BackgroundService
{
    /// <summary>A message that ends every process that reads it is not to end them all, for ever.</summary>
    private const int MaxRestarts = 3;

    private const int MostAtOnce = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (engine.Replicas is not { } replicas)
        {
            return Task.CompletedTask;
        }

        replicas.CancelRequested = id => StopWhere(live => live.Key.Id == id, StopReason.Canceled);
        replicas.Lost = () => StopWhere(static _ => true, StopReason.LeaseLost);
        return base.StartAsync(cancellationToken);
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
            catch (AgentException e) when (ReferenceEquals(e.Error, AgentError.Unavailable))
            {
                // The store is away, which it says itself.
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.TakeoverFailed(logger, e);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        if (draining.Leaving)
        {
            return;
        }

        var room = Math.Min(MostAtOnce, engine.Options.MaxRunning - engine.Live.Running);
        foreach (var orphan in await engine.Replicas!.ClaimAsync(key => engine.Live.Find(key)?.Runner is not null, room, cancellationToken))
        {
            try
            {
                await TakeAsync(orphan, cancellationToken);
            }
            catch (Exception e) when (e is TaskConflictException or AgentException)
            {
                // Found again among those that this replica should run, unless somebody else has ended it.
                Log.TaskNotTaken(logger, e, orphan.Key.Id);
            }
        }
    }

    private async Task TakeAsync(OrphanedTask orphan, CancellationToken cancellationToken)
    {
        if (await engine.Store.FindAsync(orphan.Key, cancellationToken) is not { } record || record.Task.Status.State.IsSettled())
        {
            return;
        }

        if (orphan.Restarts <= MaxRestarts && Bind(record) is { } again)
        {
            var runner = await engine.BeginAgainAsync(record, cancellationToken);
            Log.TaskRestarted(logger, record.Key.Id, record.SkillId, orphan.Restarts);
            _ = Task.Run(() => runner.RunAsync(again.Skill, again.Context(runner, orphan.Trace)), CancellationToken.None);
        }
        else
        {
            await engine.EndAsync(record, TaskState.Failed, "The agent was interrupted while it worked on this task; send the message again.", cancellationToken);
            Log.TaskFailedForReplica(logger, record.Key.Id, record.SkillId);
        }
    }

    /// <summary>The turn that was interrupted, when it may run again: the newest message of the client, to the same skill.</summary>
    private Restart? Bind(TaskRecord record)
    {
        if (!agent.CanRestart(record.SkillId) || record.Task.History.LastOrDefault(static message => message.Role == Role.User) is not { } message)
        {
            return null;
        }

        try
        {
            return new Restart(message, agent.Bind(record.SkillId, message, record.Task));
        }
        catch (AgentException e)
        {
            // Of an earlier version of the agent, which took other arguments.
            Log.TaskNotTaken(logger, e, record.Key.Id);
            return null;
        }
    }

    private void StopWhere(Predicate<LiveTask> which, StopReason reason)
    {
        foreach (var live in engine.Live.All)
        {
            if (which(live) && live.Runner is { } runner)
            {
                _ = engine.StopAsync(runner, reason);
            }
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

    /// <summary>Who called is not kept with a task, so a turn that runs again has no principal.</summary>
    private sealed record Restart(Message Message, BoundSkill Skill)
    {
        public SkillContext Context(TaskRunner runner, string? trace) =>
            new(Message, new SendMessageRequest { Message = Message }, new CallContext(), runner.Record.Task, runner) { IsRestart = true, Origin = trace };
    }
}
