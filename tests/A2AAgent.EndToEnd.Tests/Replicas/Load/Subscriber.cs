using System.Net;

namespace A2AAgent.EndToEnd.Tests.Replicas.Load;

/// <summary>What came over one connection: a snapshot of the task and the events after it.</summary>
internal sealed record Session(string Snapshot, List<string> Events);

/// <summary>Watches a task to its end, over as many connections as that takes.</summary>
internal sealed class Subscriber(AgentCalls calls, string name)
{
    private readonly List<Session> _sessions = [];
    private readonly TaskCompletionSource<string?> _known = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => name;

    public IReadOnlyList<Session> Sessions => _sessions;

    /// <summary>The task as it was found when a connection was to be opened anew; null when its end came as an event.</summary>
    public string? FoundAtEnd { get; private set; }

    /// <summary>Answers that a client should never get.</summary>
    public List<string> Surprises { get; } = [];

    /// <summary>The task's identifier, as soon as it is seen; null when a message was refused.</summary>
    public Task<string?> Known => _known.Task;

    /// <summary>Sends a message until its task is known, and watches that until its turn is over or the connection breaks; gives the state that was seen last.</summary>
    public async Task<string?> SendAsync(string message, CancellationToken cancellationToken)
    {
        var before = _sessions.Count;
        string? state = null;
        while (_sessions.Count == before && Surprises.Count == 0)
        {
            state = await ReadAsync(calls.StreamAsync("/message:stream", message, Surprised, cancellationToken));
        }

        _known.TrySetResult(null);
        return state;
    }

    /// <summary>Watches until the task has ended.</summary>
    public async Task WatchAsync(string id, CancellationToken cancellationToken)
    {
        var isOver = false;
        while (!isOver && Surprises.Count == 0)
        {
            var refusal = default(Reply);
            var state = await ReadAsync(calls.StreamAsync($"/tasks/{id}:subscribe", body: null, reply => refusal = reply, cancellationToken));
            isOver = state is not null && TaskJson.IsTerminal(state);
            if (refusal is { Status: HttpStatusCode.BadRequest } && refusal.Json.Contains("UNSUPPORTED_OPERATION", StringComparison.Ordinal))
            {
                isOver = await FindAsync(id, cancellationToken);
            }
            else if (refusal is not null)
            {
                Surprised(refusal);
            }
        }
    }

    /// <summary>Reads a connection to its end, and gives the newest state that it brought.</summary>
    private async Task<string?> ReadAsync(IAsyncEnumerable<string> events)
    {
        string? state = null;
        Session? session = null;
        await foreach (var json in events)
        {
            state = TaskJson.StateOf(TaskJson.Parse(json)) ?? state;
            if (session is null)
            {
                _sessions.Add(session = new Session(json, []));
                _known.TrySetResult(TaskJson.Parse(json).GetProperty("task").GetProperty("id").GetString());
            }
            else
            {
                session.Events.Add(json);
            }
        }

        return state;
    }

    private async Task<bool> FindAsync(string id, CancellationToken cancellationToken)
    {
        var reply = await calls.AskAsync($"/tasks/{id}", body: null, cancellationToken);
        if (reply.Status != HttpStatusCode.OK)
        {
            Surprised(reply);
            return true;
        }

        FoundAtEnd = reply.Json;
        return TaskJson.IsTerminal(TaskJson.Parse(reply.Json).State());
    }

    private void Surprised(Reply reply) => Surprises.Add($"{name}: {(int)reply.Status} {reply.Json}");
}
