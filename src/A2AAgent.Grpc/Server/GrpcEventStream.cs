using A2AAgent.Protobuf.Framing;
using A2AAgent.Protobuf.Mapping;
using A2AAgent.Protocol;
using A2AAgent.Server.Bindings;
using A2AAgent.Server.Execution;
using A2AAgent.Server.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Grpc.Server;

/// <summary>Writes a stream of events, at the pace at which the client reads.</summary>
internal sealed class GrpcEventStream(HttpContext http, TimeProvider time, Draining draining, ILogger logger)
{
    private static readonly TimeSpan LongestStall = TimeSpan.FromSeconds(1);

    public async Task WriteAsync(IAsyncEnumerable<StreamEvent> events, CancellationToken cancellationToken)
    {
        using var subscription = events as TaskSubscription;
        var flush = new StreamFlush(http, subscription, draining, time, logger);
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        StreamEvent? last = null;
        await foreach (var change in events.WithCancellation(cancellationToken))
        {
            GrpcFrame.Write(http.Response.BodyWriter, ProtoMap.ToProto(change));
            await flush.FlushAsync(LongestStall, cancellationToken);
            last = change;
        }

        if (last is not { Message: not null } && last?.State?.IsSettled() is not true)
        {
            ThrowUnfinished(subscription);
        }
    }

    /// <summary>The stream has ended and what it is about has not: say why.</summary>
    private void ThrowUnfinished(TaskSubscription? subscription)
    {
        if (subscription?.HasFallenBehind is true)
        {
            throw new GrpcException(GrpcStatus.Aborted, "The client reads too slowly and has missed events; subscribe to the task again.");
        }

        if (draining.HasEnded)
        {
            draining.ThrowIfDraining();
        }
    }
}
