using A2AAgent.Protocol;

namespace A2AAgent.Server.Operations;

/// <summary>A stream of one event.</summary>
internal static class SingleEvent
{
    public static async IAsyncEnumerable<StreamEvent> Of(StreamEvent only)
    {
        await Task.CompletedTask;
        yield return only;
    }
}
