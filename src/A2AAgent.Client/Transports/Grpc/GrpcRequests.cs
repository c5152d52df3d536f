using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using A2AAgent.Client.Calls;
using A2AAgent.Client.Transports.Http;
using A2AAgent.Protobuf.Framing;
using Google.Protobuf;

namespace A2AAgent.Client.Transports.Grpc;

/// <summary>Makes the HTTP/2 requests of gRPC calls.</summary>
internal sealed class GrpcRequests(AgentChannel channel)
{
    private static readonly MediaTypeHeaderValue ContentType = new(GrpcNames.ContentType + "+proto");
    private static readonly TransferCodingWithQualityHeaderValue Trailers = new("trailers");

    private readonly string _service = $"{channel.Url.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{GrpcNames.Service}/";

    /// <summary>The body of a call.</summary>
    /// <exception cref="RemoteAgentException">The request cannot be written.</exception>
    public byte[] Frame<TRequest>(string operation, TRequest request, Func<TRequest, IMessage> write)
    {
        try
        {
            var message = write(request);
            var buffer = new ArrayBufferWriter<byte>(GrpcFrame.HeaderSize + message.CalculateSize());
            GrpcFrame.Write(buffer, message);
            return buffer.WrittenMemory.ToArray();
        }
        catch (AgentException e)
        {
            throw channel.Failures.NotSent(operation, e.Message.TrimEnd('.'), e, AgentError.InvalidParams, transient: false);
        }
    }

    public HttpRequestMessage Make(string operation, byte[] frame)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _service + operation)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(frame),
        };
        request.Content.Headers.ContentType = ContentType;
        request.Headers.TE.Add(Trailers);

        // Nothing but what it says: a compressed answer would have to be held to a second limit.
        request.Headers.TryAddWithoutValidation(GrpcNames.AcceptEncoding, GrpcNames.Identity);
        if (DeadlineOf(operation) is { } deadline)
        {
            request.Headers.TryAddWithoutValidation(GrpcNames.Timeout, GrpcTimeout.Write(deadline));
        }

        return request;
    }

    /// <summary>Streams have none: they last as long as their tasks.</summary>
    private TimeSpan? DeadlineOf(string operation) => OperationTraits.IsStream(operation) ? null : channel.Resilience.LimitOf(operation);
}
