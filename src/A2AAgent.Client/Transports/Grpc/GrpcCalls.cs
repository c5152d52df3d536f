using A2AAgent.Client.Transports.Http;
using Google.Protobuf;

namespace A2AAgent.Client.Transports.Grpc;

/// <summary>Makes gRPC calls over HTTP/2: one request message, and one answer or a stream of them.</summary>
internal sealed class GrpcCalls(AgentChannel channel)
{
    private readonly GrpcRequests _requests = new(channel);

    /// <summary>Makes a call that has one answer.</summary>
    /// <exception cref="RemoteAgentException">It failed.</exception>
    public async ValueTask<TResult> CallAsync<TRequest, TMessage, TResult>(
        string operation, TRequest request, Func<TRequest, IMessage> write, MessageParser<TMessage> parser, Func<TMessage, TResult> read, CallContext context, CancellationToken cancellationToken)
        where TMessage : IMessage<TMessage>
    {
        var message = _requests.Frame(operation, request, write);
        using var response = await channel.SendAsync(() => _requests.Make(operation, message), operation, context, cancellationToken).ConfigureAwait(false);
        await GrpcAnswer.RequireGrpcAsync(response, channel, operation, cancellationToken).ConfigureAwait(false);
        using var body = await AnswerReader.ReadAsync(response, channel, operation, cancellationToken).ConfigureAwait(false);
        GrpcEnd.RequireOk(response, channel, operation);
        return new GrpcAnswer(response, channel, operation).Only(body.Memory, parser, read);
    }

    /// <summary>Makes a call whose answer is a stream of events. An error at once is thrown here, a later one while the events are read.</summary>
    /// <exception cref="RemoteAgentException">It failed.</exception>
    public async ValueTask<IAsyncEnumerable<StreamEvent>> StreamAsync<TRequest>(
        string operation, TRequest request, Func<TRequest, IMessage> write, CallContext context, CancellationToken cancellationToken)
    {
        var message = _requests.Frame(operation, request, write);
        var response = await channel.SendAsync(() => _requests.Make(operation, message), operation, context, cancellationToken).ConfigureAwait(false);
        try
        {
            await GrpcAnswer.RequireGrpcAsync(response, channel, operation, cancellationToken).ConfigureAwait(false);
            if (GrpcEnd.IsAtOnce(response))
            {
                GrpcEnd.RequireOk(response, channel, operation);
            }

            // The token is that of the attempt, which is over: whoever reads the stream brings its own.
            return GrpcEvents.ReadAsync(response, channel, operation, CancellationToken.None);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
