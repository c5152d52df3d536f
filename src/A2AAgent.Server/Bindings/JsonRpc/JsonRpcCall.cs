using System.Text.Json;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using A2AAgent.Protocol.JsonRpc;
using A2AAgent.Server.Bindings.Http;
using A2AAgent.Server.Bindings.Sse;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Server.Bindings.JsonRpc;

/// <summary>One JSON-RPC call: its parameters in, its result or stream out.</summary>
internal sealed class JsonRpcCall(HttpContext http, JsonRpcRequest request, IAgentService service, JsonReaderOptions readerOptions, EventStreamWriter streams)
{
    private static readonly byte[] EndOfResult = "}"u8.ToArray();

    public IAgentService Service => service;

    public CallContext Context { get; } = HttpCall.Read(http);

    public CancellationToken Aborted => http.RequestAborted;

    /// <summary>Reads the parameters. The depth limit is the body's, of which they are a level less.</summary>
    public T Read<T, TJson>(ReadOnlySpan<byte> parameters)
        where TJson : IProtoJson<T> => RequestJson.Read<T, TJson>(parameters.IsEmpty ? "{}"u8 : parameters, readerOptions);

    public Task AnswerAsync<T, TJson>(T result)
        where TJson : IProtoJson<T> => AnswerAsync(
        (request.Id, result),
        static (writer, state) => JsonRpcResponse.WriteResult<T, TJson>(writer, state.Id.Span, state.result));

    public Task AnswerEmptyAsync() => AnswerAsync(request.Id, static (writer, id) => JsonRpcResponse.WriteEmpty(writer, id.Span));

    public Task AnswerAsync(IAsyncEnumerable<StreamEvent> events)
    {
        HttpCall.Echo(http, Context);
        if (request.IsNotification)
        {
            (events as IDisposable)?.Dispose();
            return NoContent();
        }

        return streams.WriteAsync(http, events, JsonRpcResponse.ResultPrefix(request.Id.Span), EndOfResult);
    }

    /// <summary>
    /// Answers with an error. The HTTP status is 200 for what the method says, and the error's own for what proxies and HTTP clients
    /// act on: credentials, limits, and a body that was not read.
    /// </summary>
    public static Task FailAsync(HttpContext http, ReadOnlyMemory<byte> id, AgentException failure)
    {
        HttpFailure.SetHeaders(http, failure);
        var status = failure.Error.HttpStatus is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status413PayloadTooLarge
            or StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable ? failure.Error.HttpStatus : StatusCodes.Status200OK;
        return JsonOutput.WriteAsync(http.Response, status, MediaTypes.Json, (id, failure),
            static (writer, state) => JsonRpcResponse.WriteError(writer, state.id.Span, state.failure));
    }

    private Task AnswerAsync<TState>(TState state, Action<Utf8JsonWriter, TState> write)
    {
        HttpCall.Echo(http, Context);
        return request.IsNotification ? NoContent() : JsonOutput.WriteAsync(http.Response, StatusCodes.Status200OK, MediaTypes.Json, state, write);
    }

    private Task NoContent()
    {
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
