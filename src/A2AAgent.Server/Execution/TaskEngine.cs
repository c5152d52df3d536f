using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Diagnostics;
using A2AAgent.Server.Diagnostics.Metrics;
using A2AAgent.Server.Diagnostics.Tracing;
using A2AAgent.Server.Operations;
using A2AAgent.Server.Tasks;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Server.Execution;

/// <summary>Starts turns, watches and ends tasks. Everything that changes a task goes through here.</summary>
internal sealed class TaskEngine(
    ITaskStore store, TaskOptions options, TimeProvider local, TaskMetrics metrics, SkillSpans spans, ILogger<TaskEngine> logger, IEventSink? webhooks = null, IReplicas? replicas = null, ITaskFeed? feed = null)
{
    private readonly TimeProvider time = replicas?.Time ?? local;

    public ITaskStore Store => store;

    public TaskOptions Options => options;

    public TimeProvider Time => time;

    public ILogger Logger => logger;

    public TaskMetrics Metrics => metrics;

    public SkillSpans Spans => spans;

    public LiveTasks Live { get; } = new(options);

    /// <summary>The other processes that work on the same tasks, or null.</summary>
    public IReplicas? Replicas => replicas;

    /// <summary>What other replicas record.</summary>
    public TaskFollowing Following { get; } = new(store, feed, logger);

    /// <summary>Records what turns do.</summary>
    public TaskRecorder Recorder { get; } = new(store, options, local, logger);

    /// <summary>Begins a turn: creates the task, or adds the message to it. The turn's skill is not yet running.</summary>
    /// <param name="existing">The task that the message continues, or null.</param>
    /// <param name="key">The key of the task.</param>
    /// <param name="message">The message.</param>
    /// <param name="skillId">The skill that the message goes to.</param>
    /// <param name="first">The state of a new task. Working spares an event where nobody can see the difference.</param>
    /// <param name="cancellationToken">Gives up before the task exists.</param>
    public async ValueTask<TaskRunner> BeginAsync(
        TaskRecord? existing, TaskKey key, Message message, string skillId, TaskState first, CancellationToken cancellationToken)
    {
        var (runner, live) = Start(existing ?? NewRecord(key, message, skillId, first));
        try
        {
            await RecordAsync(runner, live, existing, message, skillId, cancellationToken);
            return runner;
        }
        catch
        {
            runner.GiveUp();
            throw;
        }
    }

    /// <summary>
    /// Begins a turn whose new task nobody can see before its skill gives something, and which is recorded only then; null when this one's
    /// is to be recorded first.
    /// </summary>
    /// <param name="key">The key of the task.</param>
    /// <param name="message">The message.</param>
    /// <param name="skill">The skill that the message goes to.</param>
    public TaskRunner? TryBeginUnrecorded(TaskKey key, Message message, BoundSkill skill)
    {
        // A skill that another replica may run again has to leave it something to find.
        if (store is not IWholeTaskStore whole || skill.CanRestart)
        {
            return null;
        }

        var (runner, _) = Start(NewRecord(key, message, skill.SkillId, TaskState.Working));
        runner.First = new FirstRecord(whole);
        return runner;
    }

    /// <summary>Begins a turn anew that was interrupted. Its skill is not yet running.</summary>
    /// <exception cref="AgentException">There is no place for it now, or the store is away.</exception>
    /// <exception cref="TaskConflictException">Somebody else has changed the task.</exception>
    public async ValueTask<TaskRunner> BeginAgainAsync(TaskRecord interrupted, CancellationToken cancellationToken)
    {
        var (runner, live) = Start(interrupted);
        try
        {
            // The event is what keeps a replica that was only paused from writing.
            var (next, change) = Next(interrupted, TaskState.Working, text: null);
            await store.AppendAsync(next, [change], cancellationToken);
            metrics.Changed(interrupted, next);
            runner.Begin(next);
            Publish(live, next.Key, change, next.Version);
            return runner;
        }
        catch
        {
            runner.GiveUp();
            throw;
        }
    }

    /// <summary>Takes a place among the skills that run. Each call is paired with <see cref="Leave"/>.</summary>
    /// <exception cref="AgentException">All are taken, or all of the owner's.</exception>
    public void Enter(in TaskScope owner)
    {
        if (!Live.TryBegin())
        {
            throw Full($"The agent runs {options.MaxRunning} skills already, as many as it may; try again later.");
        }

        if (!Live.Owners.TryBegin(owner))
        {
            Live.Ended();
            throw Full($"The agent runs {options.MaxRunningPerOwner} skills for this caller already, as many as it may; try again when one has ended.");
        }
    }

    /// <summary>Gives the place back.</summary>
    public void Leave(in TaskScope owner)
    {
        Live.Owners.Ended(owner);
        Live.Ended();
    }

    /// <summary>Hands an event that is recorded to those who watch the task and to its webhooks.</summary>
    public void Publish(LiveTask? live, TaskKey key, StreamEvent change, long version)
    {
        live?.Publish(change, version);
        webhooks?.Publish(key, change, version);
    }

    /// <summary>Called by a runner when its turn is over.</summary>
    public void Ended(LiveTask live, TaskRunner runner)
    {
        live.Forget(runner);
        Live.Leave(live);
        Leave(live.Key.Scope);
    }

    /// <summary>Attaches a client to a task.</summary>
    /// <exception cref="AgentException">There is no such task, or it has ended.</exception>
    public async ValueTask<TaskSubscription> SubscribeAsync(TaskKey key, CancellationToken cancellationToken)
    {
        var subscription = new TaskSubscription(this, key);
        try
        {
            var record = await store.FindAsync(key, cancellationToken) ?? throw AgentException.TaskNotFound(key.Id);
            if (record.Task.Status.State.IsTerminal())
            {
                throw new AgentException(AgentError.UnsupportedOperation,
                    $"Task {key.Id} has ended ({record.Task.Status.State.ToWireName()}) and has no further events; use GetTask for its result.");
            }

            subscription.Snapshot = record;
            return subscription;
        }
        catch
        {
            subscription.Dispose();
            throw;
        }
    }

    /// <summary>Tells a turn to stop, and ends it without its skill when that does not. Never throws.</summary>
    public async Task StopAsync(TaskRunner runner, StopReason reason)
    {
        try
        {
            runner.Stop(reason);
            await AwaitStopAsync(runner, options.CancelGrace, CancellationToken.None);
        }
        catch (Exception e)
        {
            Log.StopFailed(logger, e, runner.Record.Key.Id);
        }
    }

    /// <summary>Ends a task that nobody works on.</summary>
    /// <exception cref="TaskConflictException">Somebody else has changed the task.</exception>
    public async ValueTask<AgentTask> EndAsync(TaskRecord record, TaskState state, string? text, CancellationToken cancellationToken)
    {
        var (next, change) = Next(record, state, text);
        await store.AppendAsync(next, [change], cancellationToken);
        metrics.Changed(record, next);
        Publish(Live.Find(record.Key), record.Key, change, next.Version);
        return next.Task;
    }

    /// <summary>Waits for a runner that was told to stop; after the grace, its task ends without it.</summary>
    public async Task AwaitStopAsync(TaskRunner runner, TimeSpan grace, CancellationToken cancellationToken)
    {
        try
        {
            await runner.Completion.WaitAsync(grace, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            await runner.AbandonAsync();
        }
    }

    /// <summary>Joins the task as the one who works on it.</summary>
    private (TaskRunner Runner, LiveTask Live) Start(TaskRecord record)
    {
        replicas?.RequireLease();
        Enter(record.Key.Scope);
        var live = Live.Enter(record.Key);
        var runner = new TaskRunner(this, live, record);

        // Before anything is recorded, so that whoever sees the task at work finds who works on it.
        if (!live.TryStart(runner))
        {
            Live.Leave(live);
            Leave(record.Key.Scope);
            throw TurnRules.Busy(record.Key.Id);
        }

        return (runner, live);
    }

    private (TaskRecord Record, StreamEvent Change) Next(TaskRecord record, TaskState state, string? text)
    {
        var message = text is null ? null : SkillOutput.Checked(Message.FromAgent(text), record.Key.Id, record.Task.ContextId);
        var change = TaskChanges.Status(record.Task, new AgentTaskStatus { State = state, Message = message, Timestamp = time.GetUtcNow() });
        return (record with { Task = TaskReducer.Apply(record.Task, change, options.MaxHistory), Version = record.Version + 1 }, change);
    }

    private async ValueTask RecordAsync(
        TaskRunner runner, LiveTask live, TaskRecord? existing, Message message, string skillId, CancellationToken cancellationToken)
    {
        if (existing is null)
        {
            await store.CreateAsync(runner.Record, cancellationToken);
            return;
        }

        var status = new AgentTaskStatus { State = TaskState.Working, Timestamp = time.GetUtcNow() };
        var change = TaskChanges.Status(existing.Task, status);
        var task = TaskReducer.Continue(existing.Task, message, status, options.MaxHistory);
        var record = existing with { Task = task, Version = existing.Version + 1, SkillId = skillId };
        try
        {
            await store.AppendAsync(record, [change], cancellationToken);
        }
        catch (TaskConflictException)
        {
            throw TurnRules.Busy(existing.Key.Id);
        }

        metrics.Changed(existing, record);
        runner.Begin(record);
        Publish(live, record.Key, change, record.Version);
    }

    private TaskRecord NewRecord(TaskKey key, Message message, string skillId, TaskState first)
    {
        var task = new AgentTask
        {
            Id = key.Id,
            ContextId = message.ContextId,
            Status = new AgentTaskStatus { State = first, Timestamp = time.GetUtcNow() },
            History = [message],
        };
        return new TaskRecord(key, task, Version: 1, skillId);
    }

    private static AgentException Full(string message) => new(AgentError.ResourceExhausted, message) { RetryAfter = TimeSpan.FromSeconds(1) };
}
