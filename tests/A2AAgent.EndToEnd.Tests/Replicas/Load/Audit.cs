namespace A2AAgent.EndToEnd.Tests.Replicas.Load;

/// <summary>Compares what clients and webhooks have seen with what the database has.</summary>
internal sealed class Audit(Dictionary<string, EventLog> logs, Findings findings)
{
    private const int MaxRestarts = 3;
    private const string Interrupted = "was interrupted";

    /// <summary>Checks the tasks themselves, and that each message has made one.</summary>
    public void Tasks(IReadOnlyList<Conversation> conversations)
    {
        findings.Count("tasks", conversations.Count);
        foreach (var conversation in conversations)
        {
            findings.Fault("tasks whose end a client still waits for (stuck)", conversation.IsOver ? 0 : 1, conversation.Name);
            var log = LogOf(conversation);
            findings.Fault("tasks lost", log is null ? 1 : 0, conversation.Name);
            if (log is not null)
            {
                End(conversation, log);
            }
        }

        findings.Fault("tasks that nobody knows of (a message that began two)", Math.Max(0, logs.Count - conversations.Count(static one => one.Id is not null)), "");
    }

    /// <summary>Checks what subscribers have seen.</summary>
    public void Streams(IReadOnlyList<Conversation> conversations)
    {
        foreach (var conversation in conversations)
        {
            foreach (var subscriber in conversation.Subscribers)
            {
                findings.Count("subscribers");
                findings.Count("  their connections", subscriber.Sessions.Count);
                findings.Fault("  answers that no client should get", subscriber.Surprises.Count, string.Join("; ", subscriber.Surprises));
                if (LogOf(conversation) is { } log)
                {
                    Stream(subscriber, log);
                }
            }
        }
    }

    /// <summary>Checks what webhooks got: each event, the first time in order; again only what they had already.</summary>
    public void Webhooks(IReadOnlyList<Conversation> conversations)
    {
        foreach (var conversation in conversations)
        {
            if (LogOf(conversation) is { } log)
            {
                Webhook(conversation, log);
            }
        }
    }

    private EventLog? LogOf(Conversation conversation) => conversation.Id is { } id ? logs.GetValueOrDefault(id) : null;

    private void End(Conversation conversation, EventLog log)
    {
        var last = log.Last;
        findings.Count("  completed", last.State == "TASK_STATE_COMPLETED" ? 1 : 0);
        findings.Count("    of them run again by another replica", last.State == "TASK_STATE_COMPLETED" && log.Restarts > 0 ? 1 : 0);
        var isInterrupted = last.State == "TASK_STATE_FAILED" && log.Count > 0 && log[log.Count - 1].Contains(Interrupted, StringComparison.Ordinal);
        findings.Count("  failed with \"was interrupted\"", isInterrupted ? 1 : 0);
        findings.Count("    of them after being run again three times", isInterrupted && log.Skill == "again" ? 1 : 0);
        findings.Fault("tasks that ended otherwise", last.State != "TASK_STATE_COMPLETED" && !isInterrupted ? 1 : 0, $"{conversation.Name}: {last.State} {(log.Count > 0 ? log[log.Count - 1] : "")}");
        findings.Fault("tasks failed though they may run again", isInterrupted && log.Skill == "again" && log.Restarts <= MaxRestarts ? 1 : 0, conversation.Name);
        findings.Fault("tasks run again though they may not", log.Skill != "again" && log.Runs.Count > 1 ? 1 : 0, conversation.Name);
        findings.Fault("tasks with a gap in their log", log.IsWhole ? 0 : 1, conversation.Name);
        findings.Fault("results with a number lost, doubled or moved", IsCounted(last.Texts, last.State == "TASK_STATE_COMPLETED" ? conversation.Count : null) ? 0 : 1, $"{conversation.Name}: {string.Join(' ', last.Texts)}");
    }

    /// <summary>One run's numbers from one on, up to a number or as far as it came.</summary>
    private static bool IsCounted(IReadOnlyList<string> texts, int? upTo) =>
        texts.Count == (upTo ?? texts.Count) && texts.Select((text, i) => text == $"{RunOf(texts[0])}:{i + 1}").All(static isNext => isNext);

    private static string RunOf(string text) => text[..text.IndexOf(':', StringComparison.Ordinal)];

    private void Stream(Subscriber subscriber, EventLog log)
    {
        var at = 0;
        foreach (var session in subscriber.Sessions)
        {
            var snapshot = View.Of(TaskJson.Parse(session.Snapshot).GetProperty("task"));
            var first = session.Events.Count > 0 ? log.PlaceOf(session.Events[0]) : null;
            at = first ?? Enumerable.Range(0, log.Count + 1).Reverse().FirstOrDefault(place => snapshot.Shows(log.After(place)), -1);
            findings.Fault("  snapshots that do not fit the events after them", at < 0 || !snapshot.Shows(log.After(at)) ? 1 : 0, $"{subscriber.Name}: {session.Snapshot}");
            at = Events(subscriber, log, session, Math.Max(0, at));
        }

        var sawEnd = subscriber.FoundAtEnd is { } found ? View.Of(TaskJson.Parse(found)).Shows(log.Last) : at == log.Count;
        findings.Fault("  subscribers whose last view is not the task at its end", sawEnd ? 0 : 1, $"{subscriber.Name}: {at} of {log.Count}");
    }

    /// <summary>Follows the events of a connection through the log, and gives the place after them.</summary>
    private int Events(Subscriber subscriber, EventLog log, Session session, int at)
    {
        var (lost, doubled, moved, unknown) = (0, 0, 0, 0);
        var seen = new HashSet<int>();
        foreach (var json in session.Events)
        {
            if (log.PlaceOf(json) is not { } place)
            {
                unknown++;
                continue;
            }

            lost += Math.Max(0, place - at);
            doubled += seen.Add(place) ? 0 : 1;
            moved += place < at && !seen.Contains(place) ? 1 : 0;
            at = place + 1;
        }

        findings.Count("  events received", session.Events.Count);
        findings.Fault("  events lost", lost, subscriber.Name);
        findings.Fault("  events doubled", doubled, subscriber.Name);
        findings.Fault("  events out of order", moved, subscriber.Name);
        findings.Fault("  events that the task does not have", unknown, subscriber.Name);
        return at;
    }

    private void Webhook(Conversation conversation, EventLog log)
    {
        var first = new Dictionary<long, string>();
        var (repeated, moved, other) = (0, 0, 0);
        foreach (var delivery in conversation.Deliveries)
        {
            if (first.TryAdd(delivery.Sequence, delivery.Json))
            {
                moved += delivery.Sequence == first.Count ? 0 : 1;
                other += delivery.Sequence == 1 || (delivery.Sequence <= log.Count + 1 && log[(int)delivery.Sequence - 2] == delivery.Json) ? 0 : 1;
            }
            else
            {
                repeated++;
                other += first[delivery.Sequence] == delivery.Json ? 0 : 1;
            }
        }

        findings.Count("events for webhooks, the tasks as they begin included", log.Count + 1);
        findings.Fault("  not delivered", Math.Max(0, log.Count + 1 - first.Count), conversation.Name);
        findings.Fault("  that arrived for the first time after a later one", moved, conversation.Name);
        findings.Fault("  with a content that is not the event's", other, conversation.Name);
        findings.Count("  delivered again (after a kill or a pause)", repeated);
    }
}
