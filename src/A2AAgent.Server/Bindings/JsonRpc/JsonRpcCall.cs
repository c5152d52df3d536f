using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using A2AAgent.Protocol;
using A2AAgent.Server.Bindings.Http;
using A2AAgent.Server.Bindings.Sse;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Server.Bindings.JsonRpc;

/// <summary>One JSON-RPC call: its parameters in, its result or stream out.</summary>
internal sealed class JsonRpcCall(HttpContext http, JsonRpcEnvelope envelope, IAgentService service, JsonReaderOptions readerOptions, EventStreamWriter streams)
{
    public IAgentService Service => service;

    public CallContext Context { get; } = HttpCall.Read(http);

    public CancellationToken Aborted => http.RequestAborted;

    public T Read<T>(ReadOnlySpan<byte> parameters, JsonTypeInfo<T> typeInfo)
        where T : class
    {
        var reader = new Utf8JsonReader(parameters.IsEmpty ? "{}"u8 : parameters, readerOptions);
        return RequestJson.Read(ref reader, typeInfo);
    }

    public Task AnswerAsync<T>(T result, JsonTypeInfo<T> typeInfo)
    {
        HttpCall.Echo(http, Context);
        return envelope.IsNotification
            ? NoContent()
            : JsonOutput.WriteAsync(http.Response, StatusCodes.Status200OK, MediaTypes.Json, (envelope.Id, result, typeInfo), static (writer, state) =>
            {
                JsonRpcOutput.Begin(writer, state.Id);
                writer.WritePropertyName("result"u8);
                JsonSerializer.Serialize(writer, state.result, state.typeInfo);
                writer.WriteEndObject();
            });
    }

    /// <summary>Answers with an empty object, the JSON of protobuf's <c>Empty</c>.</summary>
    public Task AnswerEmptyAsync()
    {
        HttpCall.Echo(http, Context);
        return envelope.IsNotification
            ? NoContent()
            : JsonOutput.WriteAsync(http.Response, StatusCodes.Status200OK, MediaTypes.Json, envelope.Id, static (writer, id) =>
            {
                JsonRpcOutput.Begin(writer, id);
                writer.WriteStartObject("result"u8);
                writer.WriteEndObject();
                writer.WriteEndObject();
            });
    }

    public Task AnswerAsync(IAsyncEnumerable<StreamEvent> events)
    {
        HttpCall.Echo(http, Context);
        if (envelope.IsNotification)
        {
            (events as IDisposable)?.Dispose();
            return NoContent();
        }

        byte[] prefix = [.. "{\"jsonrpc\":\"2.0\",\"id\":"u8, .. envelope.Id, .. ",\"result\":"u8];
        return streams.WriteAsync(http, events, prefix, JsonRpcOutput.EndOfObject);
    }

    private Task NoContent()
    {
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
