using System.Buffers;
using System.IO.Pipelines;
using A2AAgent.Protobuf.Framing;
using A2AAgent.Protobuf.Mapping;
using A2AAgent.Protocol;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Grpc.Server;

/// <summary>Reads the messages of a call. The statuses of what is malformed are those that gRPC's own documentation lists.</summary>
internal sealed class GrpcRequests(HttpRequest request, long maxBytes, int jsonDepth)
{
    private readonly PipeReader _body = request.BodyReader;

    /// <summary>Reads the message of a call that has exactly one.</summary>
    /// <exception cref="GrpcException">There is none, or more than one, or it is malformed.</exception>
    public ValueTask<T> SingleAsync<T>(MessageParser<T> parser, CancellationToken cancellationToken)
        where T : IMessage<T>
    {
        if (_body.TryRead(out var read))
        {
            if (read.IsCompleted)
            {
                return new(Only(parser, read.Buffer));
            }

            LeaveForLater(read.Buffer);
        }

        return WaitAsync(parser, cancellationToken);
    }

    /// <summary>Reads the next message; null at the end.</summary>
    /// <exception cref="GrpcException">It is malformed.</exception>
    public async ValueTask<T?> NextAsync<T>(MessageParser<T> parser, CancellationToken cancellationToken)
        where T : IMessage<T>
    {
        while (true)
        {
            var read = await _body.ReadAsync(cancellationToken);
            if (TryTake(read.Buffer, out var header, out var payload))
            {
                var message = Parse(parser, header, payload);
                _body.AdvanceTo(payload.End);
                return message;
            }

            if (read.IsCompleted)
            {
                return read.Buffer.IsEmpty ? default : throw Short();
            }

            _body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private bool TryTake(ReadOnlySequence<byte> buffer, out GrpcFrameHeader header, out ReadOnlySequence<byte> payload)
    {
        (header, payload) = (default, default);
        if (buffer.Length < GrpcFrame.HeaderSize)
        {
            return false;
        }

        header = GrpcFrame.ReadHeader(buffer);
        Check(header);
        if (buffer.Length < GrpcFrame.HeaderSize + header.Length)
        {
            return false;
        }

        payload = buffer.Slice(GrpcFrame.HeaderSize, header.Length);
        return true;
    }

    private void Check(GrpcFrameHeader header)
    {
        if (header.Flag > 1)
        {
            throw new GrpcException(GrpcStatus.Internal, $"The first byte of a message is {header.Flag}; it must be 0, or 1 for a compressed one.");
        }

        if (header.Length > maxBytes)
        {
            throw new GrpcException(GrpcStatus.ResourceExhausted, $"The request has {header.Length} bytes; at most {maxBytes} are allowed, see Agent:Limits:RequestBytes.");
        }
    }

    private T Parse<T>(MessageParser<T> parser, GrpcFrameHeader header, ReadOnlySequence<byte> payload)
        where T : IMessage<T>
    {
        var bytes = header.IsCompressed ? new ReadOnlySequence<byte>(GrpcCompression.Expand(request, payload, maxBytes)) : payload;
        var message = DeepMessages.Parse(parser, bytes, jsonDepth);
        Utf8Strings.Check(bytes, message);
        return message;
    }

    private async ValueTask<T> WaitAsync<T>(MessageParser<T> parser, CancellationToken cancellationToken)
        where T : IMessage<T>
    {
        while (true)
        {
            var read = await _body.ReadAsync(cancellationToken);
            if (read.IsCompleted)
            {
                return Only(parser, read.Buffer);
            }

            LeaveForLater(read.Buffer);
        }
    }

    /// <summary>Waits for the rest of a body, unless what is there of it is too much already.</summary>
    private void LeaveForLater(ReadOnlySequence<byte> body)
    {
        if (TryTake(body, out _, out var payload))
        {
            RequireEnd(body, payload);
        }

        _body.AdvanceTo(body.Start, body.End);
    }

    private T Only<T>(MessageParser<T> parser, ReadOnlySequence<byte> body)
        where T : IMessage<T>
    {
        if (!TryTake(body, out var header, out var payload))
        {
            throw body.IsEmpty ? new GrpcException(GrpcStatus.Unimplemented, "The method takes one request message; there is none.") : Short();
        }

        RequireEnd(body, payload);
        var message = Parse(parser, header, payload);
        _body.AdvanceTo(body.End);
        return message;
    }

    private static void RequireEnd(ReadOnlySequence<byte> body, ReadOnlySequence<byte> payload)
    {
        if (body.Length > GrpcFrame.HeaderSize + payload.Length)
        {
            throw new GrpcException(GrpcStatus.Unimplemented, "The method takes one request message; there are more.");
        }
    }

    private static GrpcException Short() => new(GrpcStatus.Internal, "The request ends in the middle of a message.");
}
