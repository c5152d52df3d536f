using A2AAgent.Protobuf.Framing;
using A2AAgent.Protocol;
using A2AAgent.Server.Operations;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Grpc.Server;

/// <summary>The deadline of a call: its token is canceled when the deadline passes and when the client goes.</summary>
internal sealed class GrpcDeadline(HttpContext http, TimeProvider time) : IDisposable
{
    private CancellationTokenSource? _timer;
    private CancellationTokenSource? _either;

    public CancellationToken Token => _either?.Token ?? http.RequestAborted;

    public bool HasPassed => _timer?.IsCancellationRequested is true;

    /// <exception cref="GrpcException">The header cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The deadline has passed already.</exception>
    public void Start()
    {
        var header = http.Request.Headers.GrpcTimeout;
        if (header.Count == 0)
        {
            return;
        }

        var value = header.ToString();
        if (!GrpcTimeout.TryParse(value, out var timeout))
        {
            throw new GrpcException(GrpcStatus.InvalidArgument, $"{GrpcNames.Timeout} '{Text.Clip(value)}' is not up to 8 digits and one of H, M, S, m, u, n.");
        }

        _timer = timeout > TimeSpan.Zero ? new CancellationTokenSource(timeout, time) : new CancellationTokenSource();
        if (timeout <= TimeSpan.Zero)
        {
            _timer.Cancel();
        }

        _either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _timer.Token);
        _either.Token.ThrowIfCancellationRequested();
    }

    public void Dispose()
    {
        _either?.Dispose();
        _timer?.Dispose();
    }
}
