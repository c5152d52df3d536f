using System.Diagnostics;
using A2AAgent.Protocol.Diagnostics;
using Names = A2AAgent.Protocol.Diagnostics.TelemetryNames.ClientEvents;

namespace A2AAgent.Client.Diagnostics;

/// <summary>What happens on the way of a call, as events of its span.</summary>
internal static class CallEvents
{
    public static void Retry(int attempt, RemoteAgentException failure) =>
        Add(Names.Retry, failure, (Names.Attempt, attempt));

    public static void NextInterface(string binding, RemoteAgentException failure) =>
        Add(Names.NextInterface, failure, (TelemetryNames.Binding, CallSpan.BindingOf(binding)));

    public static void NextAgent(string agent, RemoteAgentException failure) =>
        Add(Names.NextAgent, failure, (TelemetryNames.ClientAgent, agent));

    public static void StreamResumed(Activity? span, RemoteAgentException failure, int attempt) =>
        Add(span, Names.StreamResumed, failure, (Names.Attempt, attempt));

    public static void SentAgain(Activity? span, RemoteAgentException failure) =>
        Add(span, Names.SentAgain, failure, null);

    private static void Add(string name, RemoteAgentException failure, (string Name, object Value) tag) => Add(Activity.Current, name, failure, tag);

    private static void Add(Activity? span, string name, RemoteAgentException failure, (string Name, object Value)? tag)
    {
        if (span is { IsAllDataRequested: true })
        {
            var tags = new ActivityTagsCollection { [TelemetryNames.ErrorType] = failure.Error.Reason, [Names.Problem] = failure.Problem };
            if (tag is { } more)
            {
                tags[more.Name] = more.Value;
            }

            span.AddEvent(new ActivityEvent(name, tags: tags));
        }
    }
}
