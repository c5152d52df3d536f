using System.IO.Pipelines;
using A2AAgent.Protobuf.Framing;
using A2AAgent.Protobuf.Mapping;
using A2AAgent.Protocol;
using A2AAgent.Server.Diagnostics;
using A2AAgent.Server.Execution;
using A2AAgent.Server.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Grpc.Server;

/// <summary>Writes a stream of events, at the pace at which the client reads.</summary>
internal sealed class GrpcEventStream(HttpContext http, TimeProvider time, Draining draining, ILogger logger)
{
    private static readonly TimeSpan StallCheck = TimeSpan.FromSeconds(1);

    public async Task WriteAsync(IAsyncEnumerable<StreamEvent> events, CancellationToken cancellationToken)
    {
        using var subscription = events as TaskSubscription;
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await foreach (var change in events.WithCancellation(cancellationToken))
        {
            GrpcFrame.Write(http.Response.BodyWriter, ProtoMap.ToProto(change));
            await FlushAsync(subscription, cancellationToken);
        }

        if (subscription?.HasFallenBehind is true)
        {
            throw new GrpcException(GrpcStatus.Aborted, "The client reads too slowly and has missed events; subscribe to the task again.");
        }

        if (draining.HasEnded)
        {
            draining.ThrowIfDraining();
        }
    }

    private ValueTask FlushAsync(TaskSubscription? subscription, CancellationToken cancellationToken)
    {
        var flush = http.Response.BodyWriter.FlushAsync(cancellationToken);
        return flush.IsCompletedSuccessfully ? default : new ValueTask(StalledAsync(flush.AsTask(), subscription, cancellationToken));
    }

    /// <summary>The client's window is full: wait for it, unless waiting has become pointless.</summary>
    private async Task StalledAsync(Task<FlushResult> flush, TaskSubscription? subscription, CancellationToken cancellationToken)
    {
        while (await Task.WhenAny(flush, Task.Delay(StallCheck, time, cancellationToken)) != flush)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (draining.HasEnded || subscription?.HasFallenBehind is true)
            {
                Log.SubscriberTooSlow(logger, subscription?.Live.Key.Id ?? "");
                http.Abort();
                break;
            }
        }

        await flush;
    }
}
