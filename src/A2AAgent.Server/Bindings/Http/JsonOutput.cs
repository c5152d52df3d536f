using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Server.Bindings.Http;

/// <summary>Writes JSON responses with their length, through a buffer that each thread keeps.</summary>
[SuppressMessage("Design", "CA1001", Justification = "It lives as long as its thread.")]
internal sealed class JsonOutput
{
    private const int LargestKept = 256 * 1024;

    [ThreadStatic]
    private static JsonOutput? _cached;

    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly Utf8JsonWriter _writer;

    private JsonOutput() =>
        _writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    /// <summary>Writes a whole response. The callback runs synchronously.</summary>
    [SuppressMessage("Usage", "MA0042", Justification = "What is flushed synchronously is memory.")]
    public static Task WriteAsync<TState>(HttpResponse response, int status, string contentType, TState state, Action<Utf8JsonWriter, TState> write)
    {
        // Taken off the thread while in use: a converter that would write a response itself gets another.
        var output = _cached ?? new JsonOutput();
        _cached = null;
        write(output._writer, state);
        output._writer.Flush();
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = output._buffer.WrittenCount;
        response.BodyWriter.Write(output._buffer.WrittenSpan);
        output.Keep();
        return response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted).AsTask();
    }

    private void Keep()
    {
        if (_buffer.Capacity <= LargestKept)
        {
            _buffer.ResetWrittenCount();
            _writer.Reset();
            _cached = this;
        }
    }
}
