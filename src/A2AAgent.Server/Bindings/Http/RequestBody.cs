using System.Buffers;
using A2AAgent.Protocol;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Server.Bindings.Http;

/// <summary>A request body as one piece of UTF-8, in pooled memory. Dispose of it after the last use of its bytes.</summary>
internal readonly struct RequestBody : IDisposable
{
    private readonly byte[] _pooled;
    private readonly int _length;

    private RequestBody(byte[] pooled, int length)
    {
        _pooled = pooled;
        _length = length;
    }

    public ReadOnlySpan<byte> Utf8 => _pooled.AsSpan(0, _length);

    /// <summary>Reads the body to its end. The server's own limit bounds it.</summary>
    /// <exception cref="AgentException">The body is not UTF-8.</exception>
    public static async ValueTask<RequestBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var reader = request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            if (result.IsCompleted)
            {
                var body = Copy(result.Buffer);
                reader.AdvanceTo(result.Buffer.End);
                return body;
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_pooled);

    private static RequestBody Copy(ReadOnlySequence<byte> buffer)
    {
        var length = checked((int)buffer.Length);
        var pooled = ArrayPool<byte>.Shared.Rent(length);
        buffer.CopyTo(pooled);
        if (!System.Text.Unicode.Utf8.IsValid(pooled.AsSpan(0, length)))
        {
            ArrayPool<byte>.Shared.Return(pooled);
            throw new AgentException(AgentError.ParseError, "The request body is not valid UTF-8.");
        }

        return new RequestBody(pooled, length);
    }
}
