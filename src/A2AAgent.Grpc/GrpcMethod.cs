using A2AAgent.Grpc.Server;
using A2AAgent.Protocol;
using Google.Protobuf;

namespace A2AAgent.Grpc;

/// <summary>A method of the gRPC binding: how its request is read, what it calls and how its answers are written.</summary>
public sealed class GrpcMethod
{
    private readonly Func<GrpcCall, IAgentService, Task> _handler;

    private GrpcMethod(Func<GrpcCall, IAgentService, Task> handler) => _handler = handler;

    internal delegate ValueTask<TResult> Operation<in TRequest, TResult>(IAgentService service, TRequest request, CallContext context, CancellationToken cancellationToken);

    /// <summary>One request, one answer.</summary>
    /// <param name="parser">Reads the message.</param>
    /// <param name="read">Makes the request of it, of which JSON may be nested as deep as the number says.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="write">Makes the answering message.</param>
    internal static GrpcMethod Unary<TWire, TRequest, TResult>(
        MessageParser<TWire> parser, Func<TWire, int, TRequest> read, Operation<TRequest, TResult> operation, Func<TResult, IMessage> write)
        where TWire : IMessage<TWire>
    {
        var discarding = parser.WithDiscardUnknownFields(discardUnknownFields: true);
        return new(async (call, service) =>
        {
            var request = read(await call.Requests.SingleAsync(discarding, call.CancellationToken), call.JsonDepth);
            var result = await operation(service, request, call.Context, call.CancellationToken);
            call.Finish(write(result));
        });
    }

    /// <summary>One request, many answers.</summary>
    internal static GrpcMethod Stream<TWire, TRequest>(
        MessageParser<TWire> parser, Func<TWire, int, TRequest> read, Operation<TRequest, IAsyncEnumerable<StreamEvent>> operation)
        where TWire : IMessage<TWire>
    {
        var discarding = parser.WithDiscardUnknownFields(discardUnknownFields: true);
        return new(async (call, service) =>
        {
            var request = read(await call.Requests.SingleAsync(discarding, call.CancellationToken), call.JsonDepth);
            await call.StreamAsync(await operation(service, request, call.Context, call.CancellationToken));
        });
    }

    internal Task InvokeAsync(GrpcCall call, IAgentService service) => _handler(call, service);
}
