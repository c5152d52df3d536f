using System.Runtime.CompilerServices;
using A2AAgent.Client.Transports.Http;
using A2AAgent.Protobuf.Framing;
using A2AAgent.Protobuf.Mapping;
using Wire = A2AAgent.Protobuf.Messages;

namespace A2AAgent.Client.Transports.Grpc;

/// <summary>Reads the events of a stream of messages (specification, section 10.7).</summary>
internal static class GrpcEvents
{
    /// <summary>The events, as they come. The response is disposed of with them.</summary>
    /// <remarks>A stream may be silent for as long as it likes: HTTP/2 finds out when the agent is gone.</remarks>
    /// <exception cref="RemoteAgentException">The stream broke, failed, or holds what is no event; thrown while it is read.</exception>
    public static async IAsyncEnumerable<StreamEvent> ReadAsync(
        HttpResponseMessage response, AgentChannel channel, string operation, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using (response)
        {
            var answer = new GrpcAnswer(response, channel, operation);
            var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (body.ConfigureAwait(false))
            {
                using var frames = new GrpcFrames(body, answer);
                while (await NextAsync(frames, channel, operation, cancellationToken).ConfigureAwait(false) is { } message)
                {
                    yield return answer.Read(message, Wire.StreamResponse.Parser, ProtoMap.FromProto);
                }

                if (!GrpcEnd.IsThere(response))
                {
                    throw channel.Failures.NoAnswer(operation, $"its stream ended without {GrpcNames.Status}");
                }

                GrpcEnd.RequireOk(response, channel, operation);
            }
        }
    }

    private static async ValueTask<ReadOnlyMemory<byte>?> NextAsync(GrpcFrames frames, AgentChannel channel, string operation, CancellationToken cancellationToken)
    {
        try
        {
            return await frames.NextAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or HttpRequestException && !cancellationToken.IsCancellationRequested)
        {
            throw channel.Failures.NoAnswer(operation, "the connection ended in the middle of the stream", e);
        }
    }
}
