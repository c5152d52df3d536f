using System.Net.Http.Headers;
using System.Text.Json;
using A2AAgent.Client.Calls;
using A2AAgent.Client.Transports.Http;
using A2AAgent.Client.Transports.Sse;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Client.Transports.Rest;

/// <summary>Makes the requests of HTTP+JSON and reads their answers (specification, sections 11.4 to 11.7).</summary>
internal sealed class RestCalls(AgentChannel channel)
{
    private static readonly MediaTypeHeaderValue Json = new("application/a2a+json");
    private static readonly MediaTypeWithQualityHeaderValue AcceptA2AJson = new("application/a2a+json");
    private static readonly MediaTypeWithQualityHeaderValue AcceptJson = new("application/json");
    private static readonly MediaTypeWithQualityHeaderValue AcceptStream = new("text/event-stream");

    /// <summary>Makes a call that has one answer.</summary>
    /// <exception cref="RemoteAgentException">It failed.</exception>
    public async ValueTask<TResult> CallAsync<TResult, TResultJson>(
        string operation, HttpMethod method, Uri url, CallContext context, CancellationToken cancellationToken, byte[]? body = null)
        where TResultJson : IProtoJson<TResult>
    {
        using var response = await channel.SendAsync(() => Request(method, url, body), operation, context, cancellationToken).ConfigureAwait(false);
        return await ReadAsync<TResult, TResultJson>(response, operation, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a call whose answer is a stream.</summary>
    /// <exception cref="RemoteAgentException">There is no answer.</exception>
    public ValueTask<HttpResponseMessage> OpenAsync(
        string operation, HttpMethod method, Uri url, CallContext context, CancellationToken cancellationToken, byte[]? body = null) =>
        channel.SendAsync(
            () =>
            {
                var request = Request(method, url, body);
                request.Headers.Accept.Add(AcceptStream);
                return request;
            },
            operation, context, cancellationToken);

    /// <summary>The events of an answer, which is disposed of with them.</summary>
    /// <exception cref="RemoteAgentException">It is an error, or no stream.</exception>
    public async ValueTask<IAsyncEnumerable<StreamEvent>> StreamAsync(HttpResponseMessage response, string operation, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode && AnswerReader.IsEventStream(response))
        {
            // The token is that of the attempt, which is over: whoever reads the stream brings its own.
            return EventStream.ReadAsync(response, channel, operation, data => Event(data, operation), CancellationToken.None);
        }

        using (response)
        {
            await ReadAsync<StreamEvent, StreamEventConverter>(response, operation, cancellationToken).ConfigureAwait(false);
            throw channel.Failures.Invalid(operation, "it answered with one response instead of a stream");
        }
    }

    private static HttpRequestMessage Request(HttpMethod method, Uri url, byte[]? body)
    {
        var request = new HttpRequestMessage(method, url);
        request.Headers.Accept.Add(AcceptA2AJson);
        request.Headers.Accept.Add(AcceptJson);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = Json;
        }

        return request;
    }

    private async ValueTask<TResult> ReadAsync<TResult, TResultJson>(HttpResponseMessage response, string operation, CancellationToken cancellationToken)
        where TResultJson : IProtoJson<TResult>
    {
        using var body = await AnswerReader.ReadAsync(response, channel, operation, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw Failure(response, body.Span, operation);
        }

        if (typeof(TResult) == typeof(Nothing) && body.Span.IsEmpty)
        {
            return default!;
        }

        if (!AnswerReader.IsJson(response))
        {
            throw AnswerReader.NotOfProtocol(response, body.Span, channel, operation);
        }

        try
        {
            return ProtocolJson.FromPeerUtf8<TResult, TResultJson>(body.Span);
        }
        catch (JsonException e)
        {
            throw AnswerReader.NotTheAnswer(e, channel, operation);
        }
    }

    private RemoteAgentException Failure(HttpResponseMessage response, ReadOnlySpan<byte> body, string operation) =>
        RestError.Read(body, (int)response.StatusCode) is { } error
            ? channel.Failures.Answered(operation, AnswerReader.WithHeaders(error, response, channel.Time))
            : AnswerReader.NotOfProtocol(response, body, channel, operation);

    private StreamEvent Event(ReadOnlySpan<byte> data, string operation)
    {
        try
        {
            return ProtocolJson.FromPeerUtf8<StreamEvent, StreamEventConverter>(data);
        }
        catch (JsonException) when (RestError.Read(data, httpStatus: 0) is not null)
        {
            throw channel.Failures.Answered(operation, RestError.Read(data, httpStatus: 0)!);
        }
    }
}
