using System.Diagnostics.CodeAnalysis;
using A2AAgent.Protocol;
using A2AAgent.Server.Diagnostics;
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
    private TaskRecord _record = record;
    private bool _completed;
    private volatile bool _ended;
    private volatile StopReason _reason;

    /// <summary>The task after the newest event.</summary>
    public TaskRecord Record => Volatile.Read(ref _record);

    public DateTimeOffset StartedAt { get; } = engine.Time.GetUtcNow();

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

    public async Task RunAsync(BoundSkill skill, SkillContext context)
    {
        try
        {
            await RunSkillAsync(skill, context);
        }
        catch (Exception e)
        {
            // The store failed: nothing more can be recorded, and whoever waits reads the store itself.
            Log.TaskNotRecorded(engine.Logger, e, live.Key.Id);
        }
        finally
        {
            Complete();
        }
    }

    /// <summary>Tells the skill to stop. The first reason counts.</summary>
    public Task StopAsync(StopReason reason)
    {
        lock (_gate)
        {
            if (_reason != StopReason.None || _completed)
            {
                return Task.CompletedTask;
            }

            _reason = reason;
        }

        return _stop.CancelAsync();
    }

    /// <summary>Ends the turn without the skill, which has not stopped when it was told to.</summary>
    public async Task AbandonAsync()
    {
        Log.SkillDidNotStop(engine.Logger, live.Key.Id, Record.SkillId);
        await EndStoppedAsync();
        Complete();
    }

    public async ValueTask StatusAsync(TaskState state, Message? message, CancellationToken cancellationToken)
    {
        ThrowIfEnded();
        await WriteAsync(StatusChange(state, message), cancellationToken);
    }

    public async ValueTask ArtifactAsync(Artifact artifact, bool append, bool lastChunk, CancellationToken cancellationToken)
    {
        ThrowIfEnded();
        ArtifactLimits.Check(Record.Task, artifact, append, engine.Options);
        await WriteAsync(
            StreamEvent.From(new TaskArtifactUpdateEvent
            {
                TaskId = live.Key.Id,
                ContextId = Record.Task.ContextId,
                Artifact = artifact,
                Append = append,
                LastChunk = lastChunk,
            }),
            cancellationToken);
    }

    private async ValueTask RunSkillAsync(BoundSkill skill, SkillContext context)
    {
        try
        {
            if (Record.Task.Status.State != TaskState.Working)
            {
                await StatusAsync(TaskState.Working, message: null, _stop.Token);
            }

            await skill.Run!(context, _stop.Token);
            if (!_ended)
            {
                await StatusAsync(TaskState.Completed, message: null, CancellationToken.None);
            }
        }
        catch (TaskConflictException e)
        {
            Log.TaskChangedElsewhere(engine.Logger, e, live.Key.Id);
            await YieldToOtherWriterAsync();
        }
        catch (Exception e) when (_reason != StopReason.None)
        {
            Log.SkillStopped(engine.Logger, e, live.Key.Id, skill.SkillId, _reason);
            await EndStoppedAsync();
        }
        catch (AgentException e)
        {
            await FailAsync(e.Message);
        }
        catch (Exception e)
        {
            Log.SkillFailed(engine.Logger, e, live.Key.Id, skill.SkillId);
            await FailAsync($"The skill '{skill.SkillId}' failed. The agent's log has the details under task {live.Key.Id}.");
        }
    }

    /// <summary>Somebody else ended the task between two of our events: their word stands.</summary>
    private async ValueTask YieldToOtherWriterAsync()
    {
        _ended = true;
        if (await engine.Store.FindAsync(live.Key, CancellationToken.None) is { } current)
        {
            Volatile.Write(ref _record, current);
        }
    }

    private ValueTask EndStoppedAsync() => _reason switch
    {
        StopReason.Canceled => WriteLastAsync(TaskState.Canceled, message: null),
        StopReason.TimedOut => WriteLastAsync(TaskState.Failed, $"The skill ran longer than the {engine.Options.MaxRunTime.TotalSeconds:0.###} s that the agent allows."),
        _ => WriteLastAsync(TaskState.Failed, "The agent is shutting down and could not finish in time; send the message again."),
    };

    private ValueTask FailAsync(string text) => WriteLastAsync(TaskState.Failed, text);

    private async ValueTask WriteLastAsync(TaskState state, string? message)
    {
        if (!_ended)
        {
            await WriteAsync(StatusChange(state, message is null ? null : Message.FromAgent(message)), CancellationToken.None);
        }
    }

    private async ValueTask WriteAsync(StreamEvent change, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            ThrowIfEnded();
            var next = _record with { Task = TaskReducer.Apply(_record.Task, change, engine.Options.MaxHistory), Version = _record.Version + 1 };
            await engine.Store.AppendAsync(next, change, cancellationToken);
            Volatile.Write(ref _record, next);
            _ended = change.State is { } state && (state.IsTerminal() || state.IsInterrupted());
            live.Publish(change, next.Version);
        }
        finally
        {
            _writing.Release();
        }
    }

    private StreamEvent StatusChange(TaskState state, Message? message) => StreamEvent.From(new TaskStatusUpdateEvent
    {
        TaskId = live.Key.Id,
        ContextId = Record.Task.ContextId,
        Status = new AgentTaskStatus
        {
            State = state,
            Message = message is null ? null : message with { TaskId = live.Key.Id, ContextId = Record.Task.ContextId },
            Timestamp = engine.Time.GetUtcNow(),
        },
    });

    private void ThrowIfEnded()
    {
        if (_ended)
        {
            // To a skill that was told to stop this is the cancellation that it missed; to any other it is a mistake.
            _stop.Token.ThrowIfCancellationRequested();
            throw new InvalidOperationException($"Task {live.Key.Id} has ended or waits for its client: its skill cannot report any more in this turn.");
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

        engine.Ended(live, this);
        completion?.TrySetResult();
    }
}
