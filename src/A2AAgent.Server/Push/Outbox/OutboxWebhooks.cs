using A2AAgent.Protocol;
using A2AAgent.Server.Execution;
using A2AAgent.Server.Push.Configs;
using A2AAgent.Server.Push.Delivery;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Push.Outbox;

/// <summary>The webhooks of all replicas: any of them sets and deletes, any of them sends.</summary>
internal sealed class OutboxWebhooks(IPushOutbox outbox, OutboxLoop loop, PushOptions options) : IWebhooks, IDisposable
{
    public async ValueTask SaveAsync(PushConfig config, CancellationToken cancellationToken)
    {
        var saved = await outbox.SaveAsync(new OutboxSave(config, options.MaxConfigs) { TraceParent = TraceParent.Current }, cancellationToken);
        if (!saved.TaskExists)
        {
            throw AgentException.TaskNotFound(config.Key.Id);
        }

        RequireKept(saved);
        loop.Watch(config.Key);
        loop.Wake();
    }

    public ValueTask<IReadOnlyList<PushConfig>> ListAsync(TaskKey key, CancellationToken cancellationToken) => outbox.ListAsync(key, cancellationToken);

    public async ValueTask RemoveAsync(TaskKey key, string id, CancellationToken cancellationToken)
    {
        await outbox.RemoveAsync(key, id, cancellationToken);
        loop.Cancel(key, id);
    }

    /// <summary>Nothing: the store removes the webhooks with their task, in one transaction.</summary>
    public ValueTask ForgetAsync(TaskKey key, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public async ValueTask<TaskRunner> BeginAsync(InlineWebhook webhook, Func<ValueTask<TaskRunner>> begin, CancellationToken cancellationToken)
    {
        var save = new OutboxSave(webhook.ToConfig(), options.MaxConfigs)
        {
            IsHeld = true,
            ReplacesByUrl = webhook.IsKnownByUrl,
            HistoryLength = webhook.HistoryLength,
            TraceParent = TraceParent.Current,
        };
        var saved = await outbox.SaveAsync(save, cancellationToken);
        RequireKept(saved);
        loop.Watch(webhook.Key);
        try
        {
            // The store finds the webhook when it records the turn, and lets it begin in the same transaction.
            var runner = await begin();
            loop.Wake();
            return runner;
        }
        catch
        {
            await UndoAsync(webhook.Key, saved);
            throw;
        }
    }

    public void Publish(TaskKey key, StreamEvent change, long version) => loop.Published(key, version);

    public void Start() => loop.Start();

    public Task DrainAsync(TimeSpan limit) => loop.DrainAsync(limit);

    public void Dispose() => loop.Dispose();

    private static void RequireKept(OutboxSaved saved)
    {
        if (saved.Id is null)
        {
            throw PushRules.TooMany(saved.Count);
        }
    }

    private async ValueTask UndoAsync(TaskKey key, OutboxSaved saved)
    {
        try
        {
            if (saved.Replaced is { } replaced)
            {
                await outbox.SaveAsync(new OutboxSave(replaced, int.MaxValue), CancellationToken.None);
            }
            else
            {
                // Unless the turn did begin, and only the answer to that was lost.
                await outbox.RemoveHeldAsync(key, saved.Id!, CancellationToken.None);
            }
        }
        catch (AgentException e)
        {
            // What is held and never begins goes in its time. The caller hears why the turn did not begin.
            loop.Undone(e, key);
        }
    }
}
