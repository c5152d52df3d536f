using A2AAgent.Protocol;
using A2AAgent.Server.Execution;
using A2AAgent.Server.Push.Configs;
using A2AAgent.Server.Push.Delivery;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Push;

/// <summary>The webhooks of one process, and their queues. Both go with the process.</summary>
internal sealed class InMemoryWebhooks(PushStore configs, PushHub hub, PushDelivery delivery, ITaskStore tasks) : IWebhooks
{
    /// <summary>A webhook and its queue come and go together: one that is set while it is deleted would be kept without a queue, or the other way round.</summary>
    private readonly Lock _gate = new();

    public async ValueTask SaveAsync(PushConfig config, CancellationToken cancellationToken)
    {
        Attach(config, held: false, out _);

        // Afterwards: a task that goes from now on takes the webhook along.
        if (await tasks.FindAsync(config.Key, cancellationToken) is null)
        {
            await ForgetAsync(config.Key, cancellationToken);
            throw AgentException.TaskNotFound(config.Key.Id);
        }
    }

    public ValueTask<IReadOnlyList<PushConfig>> ListAsync(TaskKey key, CancellationToken cancellationToken) => ValueTask.FromResult(configs.List(key));

    public ValueTask RemoveAsync(TaskKey key, string id, CancellationToken cancellationToken)
    {
        Detach(key, id);
        return ValueTask.CompletedTask;
    }

    public ValueTask ForgetAsync(TaskKey key, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            hub.Forget(key);
            configs.RemoveAll(key);
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask<TaskRunner> BeginAsync(InlineWebhook webhook, Func<ValueTask<TaskRunner>> begin, CancellationToken cancellationToken)
    {
        var config = webhook.ToConfig(configs.List(webhook.Key));
        var queue = Attach(config, held: true, out var replaced);
        try
        {
            var runner = await begin();
            var snapshot = StreamEvent.From(runner.Record.Task.WithHistoryLength(webhook.HistoryLength));
            queue?.Begin(hub.Prepare(config, snapshot, runner.Record.Version));
            return runner;
        }
        catch
        {
            Undo(config, replaced);
            throw;
        }
    }

    public void Publish(TaskKey key, StreamEvent change, long version) => hub.Publish(key, change, version);

    public void Start()
    {
        if (tasks is InMemoryTaskStore memory)
        {
            memory.HasFollowers = hub.Has;
        }
    }

    public Task DrainAsync(TimeSpan limit) => delivery.DrainAsync(limit);

    private PushQueue? Attach(PushConfig config, bool held, out PushConfig? replaced)
    {
        lock (_gate)
        {
            replaced = configs.Save(config);
            return hub.Attach(config, held);
        }
    }

    private void Detach(TaskKey key, string id)
    {
        lock (_gate)
        {
            configs.Remove(key, id);
            hub.Detach(key, id);
        }
    }

    private void Undo(PushConfig config, PushConfig? replaced)
    {
        if (replaced is null)
        {
            Detach(config.Key, config.Id);
        }
        else
        {
            Attach(replaced, held: false, out _);
        }
    }
}
