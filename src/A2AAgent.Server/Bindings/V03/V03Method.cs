using System.Text.Json;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Server.Bindings.V03;

/// <summary>A method of 0.3: how its parameters are read, which operation of 1.0 it is and how the result is written.</summary>
internal sealed class V03Method
{
    private readonly Handler _handler;

    private V03Method(string name, Handler handler) => (Name, _handler) = (name, handler);

    /// <summary>The operation, as 1.0 names it.</summary>
    public string Name { get; }

    public delegate ValueTask<TResult> Operation<in TRequest, TResult>(V03Call call, TRequest request);

    private delegate Task Handler(V03Call call, ReadOnlySpan<byte> parameters);

    public static V03Method Unary<TRequest, TResult>(string name, ReadValue<TRequest> read, Operation<TRequest, TResult> operation, Action<Utf8JsonWriter, TResult> write)
    {
        return new(name, (call, parameters) => RunAsync(call, call.Read(parameters, read)));

        async Task RunAsync(V03Call call, TRequest request) => await call.AnswerAsync(await operation(call, request), write);
    }

    public static V03Method Stream<TRequest>(string name, ReadValue<TRequest> read, Operation<TRequest, IAsyncEnumerable<StreamEvent>> operation)
    {
        return new(name, (call, parameters) => RunAsync(call, call.Read(parameters, read)));

        async Task RunAsync(V03Call call, TRequest request) => await call.AnswerAsync(await operation(call, request));
    }

    /// <summary>Reads the parameters before it returns: their bytes are not needed afterwards.</summary>
    public Task InvokeAsync(V03Call call, ReadOnlySpan<byte> parameters) => _handler(call, parameters);
}
