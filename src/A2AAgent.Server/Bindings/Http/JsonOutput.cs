using System.Buffers;
using System.Text.Json;
using A2AAgent.Protocol.Json;
using A2AAgent.Server.Limits;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Server.Bindings.Http;

/// <summary>Writes JSON responses with their length.</summary>
internal static class JsonOutput
{
    /// <summary>Writes a whole response. The callback runs synchronously.</summary>
    public static Task WriteAsync<TState>(HttpResponse response, int status, string contentType, TState state, Action<Utf8JsonWriter, TState> write)
    {
        var buffer = JsonBuffer.Take();
        write(buffer.Writer, state);
        var json = buffer.Written;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = json.Length;
        SecurityHeaders.KeepFromCaches(response);
        response.BodyWriter.Write(json);
        buffer.Return();
        return response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted).AsTask();
    }
}
