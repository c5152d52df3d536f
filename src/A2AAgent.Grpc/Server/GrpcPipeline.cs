using A2AAgent.Protobuf.Framing;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Hosting;
using A2AAgent.Server.Limits;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Grpc.Server;

/// <summary>What every gRPC call goes through: the checks of the transport, the deadline, and the status at the end.</summary>
internal sealed class GrpcPipeline(IServiceProvider services)
{
    private readonly LimitOptions _limits = services.GetRequiredService<AgentOptions>().Limits;
    private readonly Admission _admission = services.GetRequiredService<Admission>();
    private readonly TimeProvider _time = services.GetRequiredService<TimeProvider>();
    private readonly Draining _draining = services.GetRequiredService<Draining>();
    private readonly ILogger _logger = services.GetRequiredService<ILogger<GrpcPipeline>>();

    public Draining Draining => _draining;

    /// <summary>True for the content types of gRPC with protobuf.</summary>
    public static bool IsGrpc(HttpRequest request)
    {
        var type = request.ContentType.AsSpan();
        var end = type.IndexOf(';');
        var media = (end < 0 ? type : type[..end]).Trim();
        return media.Equals(GrpcNames.ContentType, StringComparison.OrdinalIgnoreCase) || media.Equals("application/grpc+proto", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Serves the calls of a path to callers who may call the agent.</summary>
    public IEndpointConventionBuilder Map(IEndpointRouteBuilder routes, string pattern, Func<GrpcCall, Task> handler) =>
        routes.MapPost(pattern, http => RunAsync(http, handler, isPublic: false));

    /// <summary>Serves the calls of a path to everybody.</summary>
    public IEndpointConventionBuilder MapPublic(IEndpointRouteBuilder routes, string pattern, Func<GrpcCall, Task> handler) =>
        routes.MapPost(pattern, http => RunAsync(http, handler, isPublic: true));

    public async Task RunAsync(HttpContext http, Func<GrpcCall, Task> handler, bool isPublic)
    {
        if (!IsGrpc(http.Request))
        {
            await RefuseAsync(http, StatusCodes.Status415UnsupportedMediaType, $"This is a gRPC method: send {GrpcNames.ContentType}.");
            return;
        }

        if (!HttpProtocol.IsHttp2(http.Request.Protocol))
        {
            await RefuseAsync(http, StatusCodes.Status426UpgradeRequired, "gRPC needs HTTP/2.");
            return;
        }

        http.Response.ContentType = GrpcNames.ContentType;
        using var deadline = new GrpcDeadline(http, _time);
        try
        {
            MetadataLimit.Check(http.Request.Headers);
            deadline.Start();
            if (!isPublic)
            {
                await _admission.AdmitAsync(http);
            }

            UnlimitBody(http);
            await handler(new GrpcCall(http, _limits, _time, _draining, _logger, deadline.Token));
            GrpcTrailers.Ok(http);
        }
        catch (Exception e)
        {
            Fail(http, deadline, e);
        }
    }

    /// <summary>Each message has its limit, which is checked before it is read; the sum of a stream of them has none.</summary>
    private static void UnlimitBody(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }
    }

    private void Fail(HttpContext http, GrpcDeadline deadline, Exception thrown)
    {
        // The client has gone, which the token may hear of later than the reader does.
        if (http.RequestAborted.IsCancellationRequested || thrown is IOException { InnerException: ConnectionAbortedException or ConnectionResetException } or ConnectionAbortedException or ConnectionResetException)
        {
            return;
        }

        switch (thrown)
        {
            case var _ when deadline.HasPassed && thrown is OperationCanceledException:
                GrpcTrailers.Fail(http, GrpcStatus.DeadlineExceeded, "The deadline passed; the task, if there is one, goes on.");
                break;
            case GrpcException known:
                GrpcTrailers.Fail(http, known.Status, known.Message);
                break;
            case AgentException known:
                GrpcTrailers.Fail(http, known);
                break;
            case ProtoJsonException wrong:
                GrpcTrailers.Fail(http, AgentException.InvalidParams(wrong.Field, wrong.Description));
                break;
            case InvalidProtocolBufferException invalid:
                GrpcTrailers.Fail(http, GrpcStatus.Internal, $"The request is not a valid protobuf message: {invalid.Message}");
                break;
            case BadHttpRequestException bad:
                GrpcTrailers.Fail(http, GrpcStatus.Internal, bad.Message);
                break;
            default:
                GrpcLog.CallFailed(_logger, thrown, http.Request.Path);
                GrpcTrailers.Fail(http, GrpcStatus.Internal, "The agent failed to handle the request; its log has the details.");
                break;
        }
    }

    private static Task RefuseAsync(HttpContext http, int status, string text)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain";
        return http.Response.WriteAsync(text, http.RequestAborted);
    }
}
