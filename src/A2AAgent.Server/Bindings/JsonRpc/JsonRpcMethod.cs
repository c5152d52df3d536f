using System.Runtime.CompilerServices;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Server.Bindings.JsonRpc;

/// <summary>A method of the JSON-RPC binding: how its parameters are read, what it calls and how its result is written.</summary>
public sealed class JsonRpcMethod
{
    private readonly Handler _handler;

    private JsonRpcMethod(string name, Handler handler) => (Name, _handler) = (name, handler);

    /// <summary>The operation, as the specification names it.</summary>
    internal string Name { get; }

    internal delegate ValueTask<TResult> UnaryOperation<in TRequest, TResult>(IAgentService service, TRequest request, CallContext context, CancellationToken cancellationToken);

    internal delegate ValueTask VoidOperation<in TRequest>(IAgentService service, TRequest request, CallContext context, CancellationToken cancellationToken);

    private delegate Task Handler(JsonRpcCall call, ReadOnlySpan<byte> parameters);

    internal static JsonRpcMethod Unary<TRequest, TRequestJson, TResult, TResultJson>(UnaryOperation<TRequest, TResult> operation, [CallerMemberName] string name = "")
        where TRequestJson : IProtoJson<TRequest>
        where TResultJson : IProtoJson<TResult>
    {
        return new(name, (call, parameters) => RunAsync(call, call.Read<TRequest, TRequestJson>(parameters)));

        async Task RunAsync(JsonRpcCall call, TRequest request) =>
            await call.AnswerAsync<TResult, TResultJson>(await operation(call.Service, request, call.Context, call.Aborted));
    }

    internal static JsonRpcMethod Stream<TRequest, TRequestJson>(UnaryOperation<TRequest, IAsyncEnumerable<StreamEvent>> operation, [CallerMemberName] string name = "")
        where TRequestJson : IProtoJson<TRequest>
    {
        return new(name, (call, parameters) => RunAsync(call, call.Read<TRequest, TRequestJson>(parameters)));

        async Task RunAsync(JsonRpcCall call, TRequest request) =>
            await call.AnswerAsync(await operation(call.Service, request, call.Context, call.Aborted));
    }

    internal static JsonRpcMethod Void<TRequest, TRequestJson>(VoidOperation<TRequest> operation, [CallerMemberName] string name = "")
        where TRequestJson : IProtoJson<TRequest>
    {
        return new(name, (call, parameters) => RunAsync(call, call.Read<TRequest, TRequestJson>(parameters)));

        async Task RunAsync(JsonRpcCall call, TRequest request)
        {
            await operation(call.Service, request, call.Context, call.Aborted);
            await call.AnswerEmptyAsync();
        }
    }

    /// <summary>Reads the parameters before it returns: their bytes are not needed afterwards.</summary>
    internal Task InvokeAsync(JsonRpcCall call, ReadOnlySpan<byte> parameters) => _handler(call, parameters);
}
