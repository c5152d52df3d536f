using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Tests.Telemetry.Otlp;

/// <summary>What agents export to: a real server on loopback that takes OTLP over gRPC and over HTTP, and keeps what arrives.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<OtlpSpan> _spans = new();
    private readonly ConcurrentQueue<OtlpMetric> _metrics = new();
    private readonly ConcurrentQueue<OtlpLog> _logs = new();
    private readonly ConcurrentQueue<OtlpRequest> _requests = new();
    private readonly ConcurrentQueue<IReadOnlyDictionary<string, object?>> _resources = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private OtlpReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http2);
        });
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    /// <summary>For the protocol <c>http/protobuf</c>.</summary>
    public Uri HttpEndpoint { get; private set; } = null!;

    /// <summary>For the protocol <c>grpc</c>.</summary>
    public Uri GrpcEndpoint { get; private set; } = null!;

    public IReadOnlyCollection<OtlpSpan> Spans => _spans;

    public IReadOnlyCollection<OtlpMetric> Metrics => _metrics;

    public IReadOnlyCollection<OtlpLog> Logs => _logs;

    public IReadOnlyCollection<OtlpRequest> Requests => _requests;

    /// <summary>What the exporting processes say about themselves.</summary>
    public IReadOnlyCollection<IReadOnlyDictionary<string, object?>> Resources => _resources;

    public static async Task<OtlpReceiver> StartAsync()
    {
        var receiver = new OtlpReceiver();
        await receiver._app.StartAsync();
        var addresses = receiver._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        (receiver.HttpEndpoint, receiver.GrpcEndpoint) = (new Uri(addresses[0]), new Uri(addresses[1]));
        return receiver;
    }

    /// <summary>Waits until enough has arrived.</summary>
    public async Task WaitForAsync(Predicate<OtlpReceiver> enough, TimeSpan? limit = null)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(limit ?? Limit);
        while (true)
        {
            // Before the look: what arrives during it is not missed.
            var changed = Volatile.Read(ref _changed).Task;
            if (enough(this))
            {
                return;
            }

            try
            {
                await changed.WaitAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Not enough has arrived; spans: {string.Join(", ", _spans.Select(static span => $"{span.Service}/{span.Name}"))}; "
                    + $"{_metrics.Count} metrics, {_logs.Count} logs, {_requests.Count} requests.");
            }
        }
    }

    /// <summary>Waits for a span.</summary>
    public async Task<OtlpSpan> SpanAsync(Func<OtlpSpan, bool> which)
    {
        await WaitForAsync(receiver => receiver.Spans.Any(which));
        return _spans.First(which);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        var request = http.Request;
        var isGrpc = request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) is true;
        _requests.Enqueue(new OtlpRequest(
            request.Path, isGrpc ? "grpc" : request.ContentType ?? "", request.Headers.ToDictionary(static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        var body = await ReadAsync(request);
        if (!Take(request.Path, new ProtoFields(isGrpc ? Unframe(body) : request.Headers.ContentEncoding == "gzip" ? Inflate(body) : body)))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        http.Response.ContentType = isGrpc ? "application/grpc" : "application/x-protobuf";
        if (isGrpc)
        {
            await http.Response.BodyWriter.WriteAsync(new byte[5]);
            http.Response.AppendTrailer("grpc-status", "0");
        }
    }

    private bool Take(string path, ProtoFields request) => path switch
    {
        "/v1/traces" or "/opentelemetry.proto.collector.trace.v1.TraceService/Export" => Add(_spans, OtlpReader.Spans(request), request),
        "/v1/metrics" or "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export" => Add(_metrics, OtlpReader.Metrics(request), request),
        "/v1/logs" or "/opentelemetry.proto.collector.logs.v1.LogsService/Export" => Add(_logs, OtlpReader.Logs(request), request),
        _ => false,
    };

    private bool Add<T>(ConcurrentQueue<T> all, IEnumerable<T> arrived, ProtoFields request)
    {
        // First: a test that has seen a span may look at its resource at once.
        foreach (var resource in OtlpReader.Resources(request))
        {
            _resources.Enqueue(resource);
        }

        foreach (var one in arrived)
        {
            all.Enqueue(one);
        }

        return true;
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return body.ToArray();
    }

    /// <summary>The one message of a gRPC request.</summary>
    private static byte[] Unframe(byte[] body)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(1));
        var message = body[5..(5 + length)];
        return body[0] == 1 ? Inflate(message) : message;
    }

    private static byte[] Inflate(byte[] compressed)
    {
        using var source = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        source.CopyTo(plain);
        return plain.ToArray();
    }
}
