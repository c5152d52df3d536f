using System.Net;

namespace A2AAgent.EndToEnd.Tests.Replicas.Load;

/// <summary>One task with all who take part in it: the client that sends, others that watch, a webhook.</summary>
/// <param name="calls">Reaches the agent.</param>
/// <param name="webhooks">Has the webhook.</param>
/// <param name="context">What the tasks of a test have in common.</param>
/// <param name="name">Its own name.</param>
/// <param name="skill">The skill that it is about.</param>
/// <param name="count">How far the skill counts.</param>
/// <param name="pause">How long it takes for each number, in milliseconds.</param>
internal sealed class Conversation(AgentCalls calls, WebhookReceiver webhooks, string context, string name, string skill, int count, int pause)
{
    public const string Asking = "ask";

    private readonly Subscriber _sender = new(calls, $"{name}, sender");
    private readonly List<Subscriber> _watchers = [new(calls, $"{name}, first watcher"), new(calls, $"{name}, second watcher")];

    public string Name => name;

    public int Count => count;

    /// <summary>The task's identifier, once the agent has said it.</summary>
    public string? Id { get; private set; }

    public IEnumerable<Subscriber> Subscribers => [_sender, .. _watchers];

    public IReadOnlyList<Delivery> Deliveries => webhooks.Of(Path);

    public bool IsOver { get; private set; }

    /// <summary>Talks until the task has ended.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var message = TaskJson.Message($"{Path}-1", context, skill, Numbers, webhooks.UrlOf(Path));
        var sending = skill == Asking ? AskAsync(message, cancellationToken) : _sender.SendAsync(message, cancellationToken);
        if (skill == Asking)
        {
            await sending;
        }
        else
        {
            Id = await _sender.Known.WaitAsync(cancellationToken);
        }

        if (Id is not { } id)
        {
            return;
        }

        var watching = _watchers.Select(watcher => watcher.WatchAsync(id, cancellationToken)).ToList();
        var state = await sending;
        if (state == "TASK_STATE_INPUT_REQUIRED")
        {
            state = await _sender.SendAsync(TaskJson.Message($"{Path}-2", context, skill, Numbers, taskId: id), cancellationToken);
        }

        if (state is null || !TaskJson.IsTerminal(state))
        {
            await _sender.WatchAsync(id, cancellationToken);
        }

        await Task.WhenAll(watching);
        IsOver = true;
    }

    private string Path => $"{context}-{name}";

    private string Numbers => $"{count} {pause}";

    /// <summary>Sends a message and waits for the question: only who hears of that can answer it.</summary>
    private async Task<string?> AskAsync(string message, CancellationToken cancellationToken)
    {
        var reply = await calls.AskAsync("/message:send", message, cancellationToken);
        if (reply.Status != HttpStatusCode.OK)
        {
            _sender.Surprises.Add($"{name}: {(int)reply.Status} {reply.Json}");
            return null;
        }

        var task = TaskJson.Parse(reply.Json).GetProperty("task");
        Id = task.GetProperty("id").GetString();
        return task.State();
    }
}
