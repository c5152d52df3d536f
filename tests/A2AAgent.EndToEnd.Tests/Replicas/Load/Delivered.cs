namespace A2AAgent.EndToEnd.Tests.Replicas.Load;

/// <summary>Waits for webhooks to hear of the tasks' ends.</summary>
internal static class Delivered
{
    public static async Task AwaitAsync(IReadOnlyList<Conversation> conversations, CancellationToken end)
    {
        while (!end.IsCancellationRequested && conversations.Any(static one => one.IsOver && !one.Deliveries.Any(static delivery => IsEnd(delivery.Json))))
        {
            await Task.Delay(100, CancellationToken.None);
        }
    }

    private static bool IsEnd(string json) => TaskJson.StateOf(TaskJson.Parse(json)) is { } state && TaskJson.IsTerminal(state);
}
