using System.Buffers;
using System.Globalization;
using System.Net;
using A2AAgent.Client.Transports.Http;
using A2AAgent.Protobuf.Framing;
using A2AAgent.Protobuf.Mapping;
using A2AAgent.Protocol.Json;
using Google.Protobuf;

namespace A2AAgent.Client.Transports.Grpc;

/// <summary>Reads the messages of one answer.</summary>
internal sealed class GrpcAnswer(HttpResponseMessage response, AgentChannel channel, string operation)
{
    /// <summary>Checks that the answer is one of gRPC.</summary>
    /// <exception cref="RemoteAgentException">It is not.</exception>
    public static async ValueTask RequireGrpcAsync(HttpResponseMessage response, AgentChannel channel, string operation, CancellationToken cancellationToken)
    {
        if (IsGrpc(response))
        {
            return;
        }

        using var body = await AnswerReader.ReadAsync(response, channel, operation, cancellationToken).ConfigureAwait(false);
        throw AnswerReader.NotOfProtocol(response, body.Span, channel, operation);
    }

    /// <summary>Reads the message of an answer that has exactly one.</summary>
    /// <exception cref="RemoteAgentException">There is none, or more than one, or it cannot be read.</exception>
    public TResult Only<TMessage, TResult>(ReadOnlyMemory<byte> body, MessageParser<TMessage> parser, Func<TMessage, TResult> read)
        where TMessage : IMessage<TMessage>
    {
        if (body.Length < GrpcFrame.HeaderSize)
        {
            throw channel.Failures.Invalid(operation, body.IsEmpty ? "its answer holds no message" : "its answer ends in the middle of a message");
        }

        var length = LengthOf(body);
        var payload = body[GrpcFrame.HeaderSize..];
        return payload.Length == length
            ? Read(payload, parser, read)
            : throw channel.Failures.Invalid(operation, payload.Length < length ? "its answer ends in the middle of a message" : "its answer holds more than one message");
    }

    /// <summary>Reads what stands before a message.</summary>
    /// <returns>The length of the message.</returns>
    /// <exception cref="RemoteAgentException">It is no frame, compressed, or larger than allowed.</exception>
    public int LengthOf(ReadOnlyMemory<byte> frame)
    {
        var header = GrpcFrame.ReadHeader(new ReadOnlySequence<byte>(frame[..GrpcFrame.HeaderSize]));
        if (header.Flag != 0)
        {
            throw channel.Failures.Invalid(operation, header.IsCompressed
                ? $"its answer is compressed, although {GrpcNames.AcceptEncoding} allows {GrpcNames.Identity} only"
                : string.Create(CultureInfo.InvariantCulture, $"its answer is no message: it begins with {header.Flag}"));
        }

        return header.Length <= channel.MaxResponseBytes
            ? (int)header.Length
            : throw channel.Failures.Invalid(operation, string.Create(CultureInfo.InvariantCulture, $"its answer has {header.Length} bytes, and {channel.MaxResponseBytes} are allowed"));
    }

    /// <summary>Reads a message. It is held to its size, not to the limits of what a client may send.</summary>
    /// <exception cref="RemoteAgentException">It cannot be read.</exception>
    public TResult Read<TMessage, TResult>(ReadOnlyMemory<byte> payload, MessageParser<TMessage> parser, Func<TMessage, TResult> read)
        where TMessage : IMessage<TMessage>
    {
        ProtoRead.IsUnlimited = true;
        try
        {
            return read(DeepMessages.Parse(parser, new ReadOnlySequence<byte>(payload), JsonValues.MaxDepth));
        }
        catch (InvalidProtocolBufferException e)
        {
            throw channel.Failures.Invalid(operation, $"its answer is no valid message: {e.Message.TrimEnd('.')}", e);
        }
        catch (AgentException e)
        {
            throw channel.Failures.Invalid(operation, $"its answer cannot be read: {Describe(e)}", e);
        }
        finally
        {
            ProtoRead.IsUnlimited = false;
        }
    }

    /// <summary>The failure for a body that ends in the middle of a message.</summary>
    public RemoteAgentException Cut()
    {
        if (!GrpcEnd.IsThere(response))
        {
            return channel.Failures.NoAnswer(operation, "the connection ended in the middle of a message");
        }

        GrpcEnd.RequireOk(response, channel, operation);
        return channel.Failures.Invalid(operation, "its answer ends in the middle of a message");
    }

    private static bool IsGrpc(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.OK && response.Content.Headers.ContentType?.MediaType is { } type
        && (type.Equals(GrpcNames.ContentType, StringComparison.OrdinalIgnoreCase) || type.StartsWith(GrpcNames.ContentType + "+", StringComparison.OrdinalIgnoreCase));

    private static string Describe(AgentException failure) =>
        (failure.Violations is [var violation, ..] ? $"{violation.Field}: {violation.Description}" : failure.Message).TrimEnd('.');
}
