using System.Text.Json;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using A2AAgent.Protocol.JsonRpc;
using A2AAgent.Server.Bindings.Http;
using A2AAgent.Server.Bindings.V03.Writing;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Server.Bindings.V03;

/// <summary>One call of 0.3: its parameters in, its result or stream out.</summary>
internal sealed class V03Call(HttpContext http, JsonRpcRequest request, V03Binding binding)
{
    private static readonly byte[] EndOfResult = "}"u8.ToArray();

    public IAgentService Service => binding.Service;

    public CallContext Context { get; } = V03Headers.Read(http);

    public CancellationToken Aborted => http.RequestAborted;

    /// <exception cref="AgentException">A parameter is missing or wrong.</exception>
    public T Read<T>(ReadOnlySpan<byte> parameters, ReadValue<T> read)
    {
        var reader = new Utf8JsonReader(parameters.IsEmpty ? "{}"u8 : parameters, binding.Reader);
        try
        {
            reader.Read();
            return read(ref reader);
        }
        catch (ProtoJsonException e)
        {
            throw AgentException.InvalidParams(e.Field, e.Description);
        }
        catch (JsonException e)
        {
            throw RequestJson.NotJson(e);
        }
    }

    public Task AnswerAsync<T>(T result, Action<Utf8JsonWriter, T> write)
    {
        V03Headers.Echo(http, Context);
        return request.IsNotification
            ? NoContent()
            : JsonOutput.WriteAsync(http.Response, StatusCodes.Status200OK, MediaTypes.Json, (request.Id, result, write), static (writer, state) =>
            {
                writer.WriteStartObject();
                writer.WriteString("jsonrpc"u8, "2.0"u8);
                writer.WritePropertyName("id"u8);
                writer.WriteRawValue(state.Id.Span, skipInputValidation: true);
                writer.WritePropertyName("result"u8);
                state.write(writer, state.result);
                writer.WriteEndObject();
            });
    }

    public Task AnswerAsync(IAsyncEnumerable<StreamEvent> events)
    {
        V03Headers.Echo(http, Context);
        if (request.IsNotification)
        {
            (events as IDisposable)?.Dispose();
            return NoContent();
        }

        return binding.Streams.WriteAsync(http, events, JsonRpcResponse.ResultPrefix(request.Id.Span), EndOfResult, V03EventFormat.Instance);
    }

    private Task NoContent()
    {
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
