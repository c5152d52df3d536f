using A2AAgent.Protobuf.Framing;
using A2AAgent.Protocol;
using A2AAgent.Server.Bindings.Http;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Hosting;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Grpc.Server;

/// <summary>One call: its requests in, its answers out.</summary>
internal sealed class GrpcCall(
    HttpContext http, LimitOptions limits, TimeProvider time, Draining draining, ILogger logger, CancellationToken cancellationToken)
{
    public HttpContext Http => http;

    /// <summary>Canceled when the client has gone or the deadline has passed.</summary>
    public CancellationToken CancellationToken => cancellationToken;

    public CallContext Context { get; } = HttpCall.Read(http);

    /// <summary>How deep JSON values in requests may be nested.</summary>
    public int JsonDepth => limits.JsonDepth;

    public GrpcRequests Requests { get; } = new(http.Request, limits.RequestBytes, limits.JsonDepth);

    /// <summary>Gives the one answer of a unary call; it goes out with the status.</summary>
    public void Finish(IMessage message)
    {
        HttpCall.Echo(http, Context);
        GrpcFrame.Write(http.Response.BodyWriter, message);
    }

    /// <summary>Gives one of many answers; it goes out at once, or when the client reads.</summary>
    public async ValueTask AnswerAsync(IMessage message)
    {
        GrpcFrame.Write(http.Response.BodyWriter, message);
        await http.Response.BodyWriter.FlushAsync(cancellationToken);
    }

    /// <summary>Gives the events of a stream, each as soon as it is there.</summary>
    public Task StreamAsync(IAsyncEnumerable<StreamEvent> events)
    {
        HttpCall.Echo(http, Context);
        return new GrpcEventStream(http, time, draining, logger).WriteAsync(events, cancellationToken);
    }
}
