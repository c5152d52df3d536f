using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace A2AAgent.Server.Hosting;

/// <summary>The port that gRPC has for itself: clear text cannot negotiate HTTP/2 as TLS does.</summary>
internal sealed class GrpcPort
{
    private ListenOptions? _listener;

    /// <summary>The port that is listened on, also when a free one was asked for; null before the server has started, or without gRPC.</summary>
    public int? Number => _listener?.IPEndPoint?.Port is > 0 and var port ? port : null;

    public void Configure(ListenOptions listener)
    {
        listener.Protocols = HttpProtocols.Http2;
        _listener = listener;
    }
}
