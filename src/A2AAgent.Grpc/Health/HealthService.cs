using A2AAgent.Grpc.Server;
using A2AAgent.Protobuf.Framing;
using A2AAgent.Protobuf.Health;
using A2AAgent.Protocol;
using A2AAgent.Server.Hosting;
using A2AAgent.Server.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ServingStatus = A2AAgent.Protobuf.Health.HealthCheckResponse.Types.ServingStatus;

namespace A2AAgent.Grpc.Health;

/// <summary>The standard health service, for probes of Kubernetes and load balancers. The agent serves while it is ready.</summary>
internal sealed class HealthService(Readiness readiness, CancellationToken stopping)
{
    private const string Name = "grpc.health.v1.Health";

    public static void Map(WebApplication app, GrpcPipeline pipeline)
    {
        var health = new HealthService(app.Services.GetRequiredService<Readiness>(), app.Lifetime.ApplicationStopping);
        pipeline.MapPublic(app, $"/{Name}/Check", health.CheckAsync).WithDisplayName("gRPC health check");
        pipeline.MapPublic(app, $"/{Name}/Watch", health.WatchAsync).WithDisplayName("gRPC health watch");
    }

    private async Task CheckAsync(GrpcCall call)
    {
        var request = await call.Requests.SingleAsync(HealthCheckRequest.Parser, call.CancellationToken);
        var status = StatusOf(request.Service);
        call.Finish(status != ServingStatus.ServiceUnknown
            ? new HealthCheckResponse { Status = status }
            : throw new GrpcException(GrpcStatus.NotFound, $"There is no service '{Text.Clip(request.Service)}' here."));
    }

    private async Task WatchAsync(GrpcCall call)
    {
        var request = await call.Requests.SingleAsync(HealthCheckRequest.Parser, call.CancellationToken);
        var status = StatusOf(request.Service);
        await call.AnswerAsync(new HealthCheckResponse { Status = status });
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken, stopping);
        await Task.Delay(Timeout.Infinite, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        call.CancellationToken.ThrowIfCancellationRequested();
        if (status == ServingStatus.Serving)
        {
            await call.AnswerAsync(new HealthCheckResponse { Status = ServingStatus.NotServing });
        }

        throw new GrpcException(GrpcStatus.Unavailable, "The agent is shutting down.");
    }

    private ServingStatus StatusOf(string service) => service is not ("" or GrpcNames.Service)
        ? ServingStatus.ServiceUnknown
        : readiness.Problem is not null || stopping.IsCancellationRequested ? ServingStatus.NotServing : ServingStatus.Serving;
}
