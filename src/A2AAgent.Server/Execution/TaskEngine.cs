using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Operations;
using A2AAgent.Server.Tasks;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Server.Execution;

/// <summary>Starts turns, watches and ends tasks. Everything that changes a task goes through here.</summary>
internal sealed class TaskEngine(ITaskStore store, TaskOptions options, TimeProvider time, ILogger<TaskEngine> logger, IEventSink? webhooks = null)
{
    public ITaskStore Store => store;

    public TaskOptions Options => options;

    public TimeProvider Time => time;

    public ILogger Logger => logger;

    public LiveTasks Live { get; } = new(options);

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
        Enter(key.Scope);
        var live = Live.Enter(key);
        var runner = new TaskRunner(this, live, existing ?? NewRecord(key, message, skillId, first));

        // Before anything is recorded, so that whoever sees the task at work finds who works on it.
        if (!live.TryStart(runner))
        {
            Live.Leave(live);
            Leave(key.Scope);
            throw TurnRules.Busy(key.Id);
        }

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
        var subscription = new TaskSubscription(Live, key, logger);
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

    /// <summary>Ends a task for its client and returns it.</summary>
    /// <exception cref="AgentException">There is no such task, or it has ended otherwise.</exception>
    public async ValueTask<AgentTask> CancelAsync(TaskKey key, CancellationToken cancellationToken)
    {
        var record = await store.FindAsync(key, cancellationToken) ?? throw AgentException.TaskNotFound(key.Id);
        if (record.Task.Status.State.IsTerminal())
        {
            throw NotCancelable(record.Task);
        }

        return Live.Find(key)?.Runner is { } runner
            ? await CancelRunningAsync(runner, cancellationToken)
            : await CancelWaitingAsync(record, cancellationToken);
    }

    private async ValueTask<AgentTask> CancelRunningAsync(TaskRunner runner, CancellationToken cancellationToken)
    {
        runner.Stop(StopReason.Canceled);
        await AwaitStopAsync(runner, options.CancelGrace, cancellationToken);
        var task = runner.Record.Task;
        return task.Status.State switch
        {
            TaskState.Canceled => task,
            var state when state.IsInterrupted() => await CancelAsync(runner.Record.Key, cancellationToken),
            _ => throw NotCancelable(task),
        };
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

    private async ValueTask<AgentTask> CancelWaitingAsync(TaskRecord record, CancellationToken cancellationToken)
    {
        var update = new TaskStatusUpdateEvent
        {
            TaskId = record.Key.Id,
            ContextId = record.Task.ContextId,
            Status = new AgentTaskStatus { State = TaskState.Canceled, Timestamp = time.GetUtcNow() },
        };
        var change = StreamEvent.From(update);
        var next = record with { Task = TaskReducer.Apply(record.Task, change, options.MaxHistory), Version = record.Version + 1 };
        try
        {
            await store.AppendAsync(next, [change], cancellationToken);
        }
        catch (TaskConflictException)
        {
            // Its client sent a message, or canceled it, at the same moment: look again.
            return await CancelAsync(record.Key, cancellationToken);
        }

        Publish(Live.Find(record.Key), record.Key, change, next.Version);
        return next.Task;
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
        var change = StreamEvent.From(new TaskStatusUpdateEvent { TaskId = existing.Key.Id, ContextId = existing.Task.ContextId, Status = status });
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

    private static AgentException NotCancelable(AgentTask task) =>
        new(AgentError.TaskNotCancelable, $"Task {task.Id} has ended ({task.Status.State.ToWireName()}) and cannot be canceled.");
}
