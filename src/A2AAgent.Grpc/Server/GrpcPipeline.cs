using A2AAgent.Protobuf.Framing;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Diagnostics;
using A2AAgent.Protocol.Json;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Diagnostics.Metrics;
using A2AAgent.Server.Diagnostics.Tracing;
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
    private readonly OperationMetrics _metrics = services.GetRequiredService<OperationMetrics>();
    private readonly OperationSpans _spans = services.GetRequiredService<OperationSpans>();
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
    /// <param name="routes">Where the path is.</param>
    /// <param name="pattern">The path.</param>
    /// <param name="handler">Answers a call.</param>
    /// <param name="operation">The operation, when calls are to be measured.</param>
    public IEndpointConventionBuilder Map(IEndpointRouteBuilder routes, string pattern, Func<GrpcCall, Task> handler, string? operation = null) =>
        routes.MapPost(pattern, http => RunAsync(http, handler, isPublic: false, operation));

    /// <summary>Serves the calls of a path to everybody.</summary>
    public IEndpointConventionBuilder MapPublic(IEndpointRouteBuilder routes, string pattern, Func<GrpcCall, Task> handler) =>
        routes.MapPost(pattern, http => RunAsync(http, handler, isPublic: true));

    public async Task RunAsync(HttpContext http, Func<GrpcCall, Task> handler, bool isPublic, string? operation = null)
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

        var began = operation is null ? 0 : _metrics.Begin();
        var span = operation is null ? null : _spans.Begin(http, TelemetryNames.Bindings.Grpc, operation);
        var error = OperationMetrics.Fault;
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
            error = null;
        }
        catch (Exception e)
        {
            error = Fail(http, deadline, e);
        }
        finally
        {
            _metrics.End(began, http, TelemetryNames.Bindings.Grpc, operation, error);
            OperationSpans.SetStatus(span, GrpcTrailers.Status(http));
            OperationSpans.End(span, http, operation, error);
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

    /// <summary>Tells the client, and gives the word for it that is measured.</summary>
    private string Fail(HttpContext http, GrpcDeadline deadline, Exception thrown)
    {
        // The client has gone, which the token may hear of later than the reader does.
        if (http.RequestAborted.IsCancellationRequested || thrown is IOException { InnerException: ConnectionAbortedException or ConnectionResetException } or ConnectionAbortedException or ConnectionResetException)
        {
            return OperationMetrics.Left;
        }

        switch (thrown)
        {
            case var _ when deadline.HasPassed && thrown is OperationCanceledException:
                return Fail(http, GrpcStatus.DeadlineExceeded, "The deadline passed; the task, if there is one, goes on.");
            case GrpcException known:
                return Fail(http, known.Status, known.Message);
            case AgentException known:
                return Fail(http, known);
            case ProtoJsonException wrong:
                return Fail(http, AgentException.InvalidParams(wrong.Field, wrong.Description));
            case InvalidProtocolBufferException invalid:
                // The status that gRPC has for it is the one of the server's faults, which it is not.
                Fail(http, GrpcStatus.Internal, $"The request is not a valid protobuf message: {invalid.Message}");
                return AgentError.ParseError.Reason;
            case BadHttpRequestException bad:
                Fail(http, GrpcStatus.Internal, bad.Message);
                return AgentError.InvalidRequest.Reason;
            default:
                GrpcLog.CallFailed(_logger, thrown, http.Request.Path);
                return Fail(http, GrpcStatus.Internal, "The agent failed to handle the request; its log has the details.");
        }
    }

    private string Fail(HttpContext http, AgentException failure)
    {
        _spans.Failed(failure);
        GrpcTrailers.Fail(http, failure);
        return failure.Error.Reason;
    }

    private static string Fail(HttpContext http, GrpcStatus status, string message)
    {
        GrpcTrailers.Fail(http, status, message);
        return status.ToWireName();
    }

    private static Task RefuseAsync(HttpContext http, int status, string text)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain";
        return http.Response.WriteAsync(text, http.RequestAborted);
    }
}
