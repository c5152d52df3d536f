using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace A2AAgent.Protocol.Json;

/// <summary>A writer over a buffer that each thread keeps. Whoever takes it returns it on the same thread, without an await in between.</summary>
[SuppressMessage("Design", "CA1001", Justification = "It lives as long as its thread.")]
internal sealed class JsonBuffer
{
    private const int LargestKept = 256 * 1024;

    [ThreadStatic]
    private static JsonBuffer? _cached;

    private readonly ArrayBufferWriter<byte> _buffer = new(1024);

    private JsonBuffer() =>
        Writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    public Utf8JsonWriter Writer { get; }

    /// <summary>What was written so far.</summary>
    [SuppressMessage("Usage", "MA0042", Justification = "What is flushed synchronously is memory.")]
    public ReadOnlySpan<byte> Written
    {
        get
        {
            Writer.Flush();
            return _buffer.WrittenSpan;
        }
    }

    /// <summary>Takes the thread's buffer, or a new one while that is in use.</summary>
    public static JsonBuffer Take()
    {
        var buffer = _cached ?? new JsonBuffer();
        _cached = null;
        return buffer;
    }

    /// <summary>Returns the buffer. One whose writing has failed is not returned: nobody knows what is left in it.</summary>
    public void Return()
    {
        if (_buffer.Capacity <= LargestKept)
        {
            _buffer.ResetWrittenCount();
            Writer.Reset();
            _cached = this;
        }
    }
}
