using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using A2AAgent.Protocol;
using A2AAgent.Server.Diagnostics;
using A2AAgent.Server.Diagnostics.Metrics;
using A2AAgent.Server.Diagnostics.Tracing;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Execution;

/// <summary>
/// One turn of a task: the only writer of the task while it lasts, detached from the request that began it. It ends when the task
/// ends or waits for its client.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Neither has a timer or a wait handle to free, and late callers may still use both.")]
internal sealed class TaskRunner(TaskEngine engine, LiveTask live, TaskRecord record) : ISkillEvents
{
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Lock _gate = new();
    private TaskCompletionSource? _completion;
    private Activity? _span;
    private TaskRecord _record = record;
    private TaskTimes _times = TaskTimes.Of(record);
    private long _seenVersion = -1;
    private DateTimeOffset _seenAt;
    private bool _completed;
    private volatile bool _ended;
    private volatile StopReason _reason;

    /// <summary>The newest event of this turn, when somebody else has recorded events after it; those who watch here do not have them.</summary>
    private long? _overtakenAt;

    /// <summary>True for a turn that another replica may run again when this process ends before it.</summary>
    private bool _canRestart;

    /// <summary>Set when the task is not recorded before its skill begins.</summary>
    public FirstRecord? First { get; set; }

    /// <summary>The task after the newest event.</summary>
    public TaskRecord Record => Volatile.Read(ref _record);

    /// <summary>True when the turn has had its last event, whether or not its skill has returned.</summary>
    public bool HasEnded => _ended;

    public DateTimeOffset StartedAt { get; } = engine.Time.GetUtcNow();

    /// <summary>True when there has been no event for some time. Asked by the sweeper alone, from look to look.</summary>
    public bool IsIdle(DateTimeOffset now, TimeSpan timeout)
    {
        // By the version: the events themselves, of which there may be thousands a second, need no clock for this.
        if (Record.Version is var version && version != _seenVersion)
        {
            (_seenVersion, _seenAt) = (version, now);
        }

        return now - _seenAt > timeout;
    }

    /// <summary>Done when the turn has ended and its last event is published.</summary>
    public Task Completion
    {
        get
        {
            lock (_gate)
            {
                return _completed ? Task.CompletedTask : (_completion ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
        }
    }

    /// <summary>The task as the turn begins with it, once it is recorded.</summary>
    public void Begin(TaskRecord begun)
    {
        _times = _times.After(_record.Task, begun.Task);
        Volatile.Write(ref _record, begun);
    }

    /// <summary>Gives the turn up before it began: it could not be recorded.</summary>
    public void GiveUp()
    {
        _ended = true;
        Complete();
    }

    public async Task RunAsync(BoundSkill skill, SkillContext context)
    {
        _canRestart = skill.CanRestart;
        _span = engine.Spans.Begin(skill.SkillId, context);
        try
        {
            await RunSkillAsync(skill, context);
        }
        catch (Exception e)
        {
            // Nothing more can be recorded: whoever waits reads the store itself.
            Log.TaskNotRecorded(engine.Logger, e, live.Key.Id);
            if (e is (not AgentException) or RemoteAgentException)
            {
                await LateEnd.RecordAsync(engine, live.Key);
            }
        }
        finally
        {
            Complete();
        }
    }

    /// <summary>Tells the skill to stop, without waiting for it. The first reason counts.</summary>
    public void Stop(StopReason reason)
    {
        lock (_gate)
        {
            if (_reason != StopReason.None || _completed)
            {
                return;
            }

            _reason = reason;
        }

        // Not awaited: what the skill has registered on its token may block or throw.
        _ = CancelAsync();
    }

    /// <summary>Ends the turn without the skill, which has not stopped when it was told to.</summary>
    public async Task AbandonAsync()
    {
        Log.SkillDidNotStop(engine.Logger, live.Key.Id, Record.SkillId);
        try
        {
            await EndStoppedAsync();
        }
        finally
        {
            Complete();
        }
    }

    public ValueTask StatusAsync(TaskState state, Message? message, CancellationToken cancellationToken)
    {
        ThrowIfEnded();
        return WriteAsync(artifact: null, state, Checked(message), cancellationToken);
    }

    public ValueTask ArtifactAsync(Artifact artifact, bool append, bool lastChunk, CancellationToken cancellationToken)
    {
        ThrowIfEnded();
        return WriteAsync(ArtifactChange(artifact, append, lastChunk), state: null, message: null, cancellationToken);
    }

    public ValueTask FinishAsync(Artifact? output, TaskState state, Message? message, CancellationToken cancellationToken)
    {
        ThrowIfEnded();
        var artifact = output is null ? null : ArtifactChange(output, append: false, lastChunk: true);
        return WriteAsync(artifact, state, Checked(message), cancellationToken);
    }

    private async ValueTask RunSkillAsync(BoundSkill skill, SkillContext context)
    {
        try
        {
            _stop.Token.ThrowIfCancellationRequested();
            if (Record.Task.Status.State != TaskState.Working)
            {
                await StatusAsync(TaskState.Working, message: null, _stop.Token);
            }

            await RecordedAsync(skill.Run!(context, _stop.Token));
            if (!_ended)
            {
                await StatusAsync(TaskState.Completed, message: null, CancellationToken.None);
            }
        }
        catch (Exception) when (First is { HasFailed: true })
        {
            // There is no task to end; whoever sent the message hears why.
            _ended = true;
        }
        catch (TaskConflictException e)
        {
            await YieldToOtherWriterAsync(e);
        }
        catch (Exception e) when (_reason != StopReason.None)
        {
            Log.SkillStopped(engine.Logger, e, live.Key.Id, skill.SkillId, _reason);
            SkillSpans.Stopped(_span, _reason);
            await EndStoppedAsync();
        }
        catch (AgentException e) when (e is not RemoteAgentException)
        {
            Log.SkillGaveUp(engine.Logger, e, live.Key.Id, skill.SkillId);
            SkillSpans.Threw(_span, e);
            await EndAsync(TaskState.Failed, e.Message);
        }
        catch (Exception e)
        {
            Log.SkillFailed(engine.Logger, e, live.Key.Id, skill.SkillId);
            SkillSpans.Threw(_span, e);
            await EndAsync(TaskState.Failed, $"The skill '{skill.SkillId}' failed. The agent's log has the details under task {live.Key.Id}.");
        }
    }

    /// <summary>Sees to it that a task is recorded before anything takes time.</summary>
    private async ValueTask RecordedAsync(ValueTask run)
    {
        if (First is { IsPending: true } first && !run.IsCompleted)
        {
            var running = run.AsTask();
            try
            {
                await RecordAsync(first);
            }
            catch
            {
                await CancelAsync();
                _ = running.ContinueWith(static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                throw;
            }

            await running;
        }
        else
        {
            await run;
        }
    }

    private async ValueTask RecordAsync(FirstRecord first)
    {
        await _writing.WaitAsync(CancellationToken.None);
        try
        {
            if (first.IsPending)
            {
                await first.RecordAsync(_record, []);
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Somebody else wrote to the task between two of our events: their word stands.</summary>
    private async ValueTask YieldToOtherWriterAsync(TaskConflictException conflict)
    {
        Log.TaskChangedElsewhere(engine.Logger, conflict, live.Key.Id);
        _ended = true;
        if (await engine.Store.FindAsync(live.Key, CancellationToken.None) is { } current)
        {
            _overtakenAt = Record.Version;
            Volatile.Write(ref _record, current);
        }
    }

    private ValueTask EndStoppedAsync() => _reason switch
    {
        StopReason.Canceled => EndAsync(TaskState.Canceled, text: null),
        StopReason.TimedOut => EndAsync(TaskState.Failed, $"The skill ran longer than the {engine.Options.MaxRunTime.TotalSeconds:0.###} s that the agent allows."),
        StopReason.Inactive => EndAsync(TaskState.Failed, $"The skill has shown no progress for the {engine.Options.InactivityTimeout!.Value.TotalSeconds:0.###} s that the agent allows."),
        StopReason.StoreAway => EndAsync(TaskState.Failed, $"The agent's store of tasks was away for more than the {engine.Options.MaxStoreOutage.TotalSeconds:0.###} s that a skill may wait; send the message again."),
        StopReason.LeaseLost => LeaveAsync(),
        StopReason.ShuttingDown when _canRestart && engine.Replicas is not null => LeaveAsync(),
        _ => EndAsync(TaskState.Failed, "The agent is shutting down and could not finish in time; send the message again."),
    };

    /// <summary>Ends the turn here and leaves the task as it is to another replica.</summary>
    private ValueTask LeaveAsync()
    {
        _ended = true;
        return ValueTask.CompletedTask;
    }

    /// <summary>Ends the turn unless it has ended: of two that want to, the first does.</summary>
    private async ValueTask EndAsync(TaskState state, string? text)
    {
        var message = Checked(text is null ? null : Message.FromAgent(text));
        await _writing.WaitAsync(CancellationToken.None);
        try
        {
            if (!_ended)
            {
                await AppendAsync([StatusChange(state, message)], CancellationToken.None);
            }
        }
        catch (TaskConflictException e)
        {
            await YieldToOtherWriterAsync(e);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Records an artifact, a status or both.</summary>
    private async ValueTask WriteAsync(StreamEvent? artifact, TaskState? state, Message? message, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            ThrowIfEnded();
            var status = state is { } entered ? StatusChange(entered, message) : null;
            StreamEvent[] changes = artifact is null ? [status!] : status is null ? [artifact] : [artifact, status];
            await AppendAsync(changes, cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async ValueTask AppendAsync(StreamEvent[] changes, CancellationToken cancellationToken)
    {
        var version = _record.Version;
        var task = _record.Task;
        foreach (var change in changes)
        {
            task = TaskReducer.Apply(task, change, engine.Options.MaxHistory);
        }

        var next = _record with { Task = task, Version = version + changes.Length };
        await (First is { IsPending: true } first ? first.RecordAsync(next, changes) : engine.Recorder.AppendAsync(next, changes, this, cancellationToken));
        engine.Metrics.Changed(_record, next, _times);
        _times = _times.After(_record.Task, task);
        Volatile.Write(ref _record, next);
        _ended = task.Status.State.IsSettled();
        foreach (var change in changes)
        {
            engine.Publish(live, live.Key, change, ++version);
        }
    }

    private Message? Checked(Message? message) => message is null ? null : SkillOutput.Checked(message, live.Key.Id, Record.Task.ContextId);

    private StreamEvent ArtifactChange(Artifact artifact, bool append, bool lastChunk)
    {
        SkillOutput.Check(artifact);
        SkillOutput.CheckLimits(Record.Task, artifact, append, engine.Options);
        return TaskChanges.Artifact(Record.Task, artifact, append, lastChunk);
    }

    private StreamEvent StatusChange(TaskState state, Message? message) =>
        TaskChanges.Status(_record.Task, new AgentTaskStatus { State = state, Message = message, Timestamp = engine.Time.GetUtcNow() });

    private void ThrowIfEnded()
    {
        if (_ended)
        {
            // To a skill that was told to stop this is the cancellation that it missed; to any other it is a mistake.
            _stop.Token.ThrowIfCancellationRequested();
            throw new InvalidOperationException($"Task {live.Key.Id} has ended or waits for its client: its skill cannot report any more in this turn.");
        }
    }

    private async Task CancelAsync()
    {
        try
        {
            await _stop.CancelAsync();
        }
        catch (Exception e)
        {
            Log.SkillStopped(engine.Logger, e, live.Key.Id, Record.SkillId, _reason);
        }
    }

    private void Complete()
    {
        TaskCompletionSource? completion;
        lock (_gate)
        {
            if (_completed)
            {
                return;
            }

            _completed = true;
            completion = _completion;
        }

        _ended = true;
        var state = Record.Task.Status.State;
        if ((_overtakenAt is not null || !state.IsTerminal()) && !engine.Following.TryFollow(live, _overtakenAt ?? Record.Version) && !state.IsSettled())
        {
            // Its end could not be recorded, so no event will tell the watchers.
            live.Close();
        }

        SkillSpans.End(_span, state);
        engine.Ended(live, this);
        completion?.TrySetResult();
    }
}
