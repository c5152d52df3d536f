using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using A2AAgent.Client.Transports.Http;

namespace A2AAgent.Client.Transports.Sse;

/// <summary>Reads the events of a stream of server-sent events (specification, sections 9.4.2 and 11.4).</summary>
internal static class EventStream
{
    public delegate StreamEvent ParseEvent(ReadOnlySpan<byte> data);

    /// <summary>The events, as they come. The response is disposed of with them.</summary>
    /// <exception cref="RemoteAgentException">The stream broke, came to rest, or holds what is no event; thrown while it is read.</exception>
    public static async IAsyncEnumerable<StreamEvent> ReadAsync(
        HttpResponseMessage response, AgentChannel channel, string operation, ParseEvent parse, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using (response)
        {
            var body = new WatchedStream(
                await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), channel.Resilience.StreamIdleTimeout, channel.MaxResponseBytes, channel.Time);
            await using (body.ConfigureAwait(false))
            {
                var events = SseParser.Create(body, (_, data) => parse(data)).EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
                await using (events.ConfigureAwait(false))
                {
                    while (await NextAsync(events, channel, operation, cancellationToken).ConfigureAwait(false))
                    {
                        body.StartEvent();
                        yield return events.Current.Data;
                    }
                }
            }
        }
    }

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<SseItem<StreamEvent>> events, AgentChannel channel, string operation, CancellationToken cancellationToken)
    {
        try
        {
            return await events.MoveNextAsync().ConfigureAwait(false);
        }
        catch (JsonException e)
        {
            throw channel.Failures.Invalid(operation, $"an event of its stream cannot be read: {e.Message.TrimEnd('.')}", e);
        }
        catch (InvalidDataException e)
        {
            throw channel.Failures.Invalid(operation, e.Message, e);
        }
        catch (TimeoutException e)
        {
            throw channel.Failures.NoAnswer(operation, e.Message, e);
        }
        catch (Exception e) when (e is IOException or HttpRequestException && !cancellationToken.IsCancellationRequested)
        {
            throw channel.Failures.NoAnswer(operation, "the connection ended in the middle of the stream", e);
        }
    }
}
