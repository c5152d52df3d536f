using System.Diagnostics;
using A2AAgent.Protocol.Diagnostics;
using A2AAgent.Server.Push.Configs;
using A2AAgent.Server.Push.Delivery;

namespace A2AAgent.Server.Diagnostics.Tracing;

/// <summary>The span of an attempt to deliver an event to a webhook: below that in which the event happened.</summary>
internal static class PushSpans
{
    public static Activity? Begin(ServerSpans spans, PushConfig config, PushNotification item, int number)
    {
        if (!spans.AreOn)
        {
            return null;
        }

        var span = spans.Start(TelemetryNames.PushSpan, ActivityKind.Client, TraceHeaders.Read(item.TraceParent));
        if (span is { IsAllDataRequested: true })
        {
            Describe(span, config, item, number);
        }

        return span;
    }

    public static void End(Activity? span, in Attempt attempt, string outcome)
    {
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag(TelemetryNames.Outcome, outcome);
            if (attempt.Outcome is not (AttemptOutcome.Delivered or AttemptOutcome.Canceled))
            {
                span.Fail(outcome, attempt.Text);
            }
        }

        span?.Dispose();
    }

    /// <summary>Of the address only host and port: the rest can hold secrets.</summary>
    private static void Describe(Activity span, PushConfig config, PushNotification item, int number)
    {
        span.SetId(TelemetryNames.TaskId, config.Key.Id)
            .SetTag(TelemetryNames.PushSequence, item.Sequence)
            .SetTag(TelemetryNames.PushAttempt, number);
        if (Uri.TryCreate(config.Config.Url, UriKind.Absolute, out var url))
        {
            span.SetTag(TelemetryNames.ServerAddress, url.IdnHost).SetTag(TelemetryNames.ServerPort, url.Port);
        }
    }
}
