using System.Net;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Security.Tls;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Server.Hosting;

/// <summary>Sets Kestrel up: its ports and its limits.</summary>
internal static class Listeners
{
    /// <summary>A proxy sends the streams of many clients over one connection.</summary>
    private const int StreamsPerConnection = 1000;

    private static readonly TimeSpan ShortestPing = TimeSpan.FromSeconds(1);

    public static void Configure(KestrelServerOptions kestrel, AgentOptions options, GrpcPort? grpc, bool development)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = options.Limits.RequestBytes;
        kestrel.Limits.MaxConcurrentConnections = options.Limits.Connections;
        kestrel.Limits.Http2.MaxStreamsPerConnection = StreamsPerConnection;

        // An idle gRPC stream has no comments as server-sent events have: it is by the ping that a client which is gone is noticed.
        kestrel.Limits.Http2.KeepAlivePingDelay = options.Limits.Heartbeat > ShortestPing ? options.Limits.Heartbeat : ShortestPing;
        var address = options.BindAddress ?? (development ? "localhost" : "*");
        Action<ListenOptions> secure = options.Tls.Enabled ? kestrel.ApplicationServices.GetRequiredService<IServerTls>().Use : static _ => { };
        var sockets = kestrel.ApplicationServices.GetRequiredService<ListenSockets>();
        secure += sockets.Add;
        secure += kestrel.ApplicationServices.GetRequiredService<OpenConnections>().Watch;
        Listen(kestrel, address, options.Ports.Http, secure);
        Listen(kestrel, address, options.Ports.Management, ManagementPort.MarkConnections);
        if (grpc is not null)
        {
            Listen(kestrel, address, options.Ports.Grpc, grpc.Configure + secure);
        }
    }

    private static void Listen(KestrelServerOptions kestrel, string address, int port, Action<ListenOptions> configure)
    {
        if (address == "*")
        {
            kestrel.ListenAnyIP(port, configure);
        }
        else if (address == "localhost" && port != 0)
        {
            kestrel.ListenLocalhost(port, configure);
        }
        else
        {
            // A free port cannot be taken on both loopback addresses at once.
            kestrel.Listen(address == "localhost" ? IPAddress.Loopback : IPAddress.Parse(address), port, configure);
        }
    }
}
