using System.Diagnostics;
using System.Globalization;
using Wire = A2AAgent.Protobuf.Messages;

namespace A2AAgent.Load.Driver;

/// <summary>One stream of the agent's clock, whole and in order: when each event was emitted and when it was here.</summary>
internal sealed class EventStream
{
    private const string Path = "/lf.a2a.v1.A2AService/SendStreamingMessage";

    private readonly long[] _latencies;
    private readonly long[] _sorted;
    private readonly TimeSpan _duration;

    private EventStream(long[] latencies, TimeSpan duration)
    {
        _latencies = latencies;
        _sorted = [.. latencies.Order()];
        _duration = duration;
    }

    /// <summary>Events received in a second, from the first to the last.</summary>
    public double EventsPerSecond => (_latencies.Length - 1) / _duration.TotalSeconds;

    /// <summary>How long the first event took from its emission to its receipt, in microseconds.</summary>
    public double First => Microseconds(_latencies[0]);

    /// <summary>How long an event took at most that is among this share of the fastest, in microseconds.</summary>
    public double At(double share) => Microseconds(_sorted[(int)(share * (_sorted.Length - 1))]);

    public static async Task<EventStream> ReadAsync(Server server, int events)
    {
        var request = GrpcScenario.Request("ticks", events.ToString(CultureInfo.InvariantCulture));
        using var call = await GrpcCall.StartAsync(server.GrpcPort, Path, GrpcFrames.Of(request));
        var received = await ReceivedFrames.ReadAsync(await call.OpenAsync(), events);
        call.RequireOk();
        return Check(received, events);
    }

    /// <summary>The task, every tick once and in order, the end of the artifact, the end of the task.</summary>
    private static EventStream Check(ReceivedFrames received, int events)
    {
        var messages = received.Messages.Select(static message => Wire.StreamResponse.Parser.ParseFrom(message.Span)).ToList();
        var ticks = messages.FindAll(static message => message.ArtifactUpdate is { LastChunk: false });
        var begin = messages.FindIndex(static message => message.ArtifactUpdate is not null);
        if (ticks.Count != events || messages is not [{ Task: not null }, .., { StatusUpdate.Status.State: Wire.TaskState.Completed }])
        {
            throw new LoadException($"A stream of {events} events has {ticks.Count}; its last message is {messages[^1].PayloadCase}.");
        }

        var receipts = received.Receipts.Skip(begin).Take(events).ToArray();
        var latencies = ticks.Select((tick, index) => receipts[index] - Emission(tick, index)).ToArray();
        return new EventStream(latencies, Stopwatch.GetElapsedTime(receipts[0], receipts[^1]));
    }

    /// <summary>An event is "index timestamp"; both programs read the same clock.</summary>
    private static long Emission(Wire.StreamResponse tick, int index)
    {
        var fields = tick.ArtifactUpdate.Artifact.Parts is [{ Text: var text }] ? text.Split(' ') : [];
        return fields is [var number, var timestamp] && number == index.ToString(CultureInfo.InvariantCulture)
            ? long.Parse(timestamp, CultureInfo.InvariantCulture)
            : throw new LoadException($"Event {index} of a stream is '{string.Join(' ', fields)}'.");
    }

    private static double Microseconds(long ticks) => ticks * 1e6 / Stopwatch.Frequency;
}
