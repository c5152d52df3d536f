using System.Buffers;
using A2AAgent.Protobuf.Framing;

namespace A2AAgent.Client.Transports.Grpc;

/// <summary>Reads the messages of a body one after the other.</summary>
internal sealed class GrpcFrames(Stream body, GrpcAnswer answer) : IDisposable
{
    private const int FirstBuffer = 4096;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private int _start;
    private int _end;

    private int Length => _end - _start;

    /// <summary>The next message, good until the next call; null at the end.</summary>
    /// <exception cref="RemoteAgentException">It is not whole, or larger than allowed.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken cancellationToken)
    {
        if (!await FillAsync(GrpcFrame.HeaderSize, cancellationToken).ConfigureAwait(false))
        {
            return Length == 0 ? null : throw answer.Cut();
        }

        var length = answer.LengthOf(_buffer.AsMemory(_start, GrpcFrame.HeaderSize));
        _start += GrpcFrame.HeaderSize;
        if (!await FillAsync(length, cancellationToken).ConfigureAwait(false))
        {
            throw answer.Cut();
        }

        var message = _buffer.AsMemory(_start, length);
        _start += length;
        return message;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    /// <summary>Reads until there are so many bytes; false when the body ends before.</summary>
    private async ValueTask<bool> FillAsync(int count, CancellationToken cancellationToken)
    {
        if (Length < count)
        {
            MakeRoom(count);
            _end += await body.ReadAtLeastAsync(_buffer.AsMemory(_end), count - Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        }

        return Length >= count;
    }

    private void MakeRoom(int count)
    {
        if (_start + count <= _buffer.Length)
        {
            return;
        }

        var target = count > _buffer.Length ? ArrayPool<byte>.Shared.Rent(count) : _buffer;
        _buffer.AsSpan(_start, Length).CopyTo(target);
        (_start, _end) = (0, Length);
        if (target != _buffer)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = target;
        }
    }
}
