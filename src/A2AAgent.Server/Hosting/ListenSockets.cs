using System.Globalization;
using System.Net;
using System.Net.Sockets;
using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Server.Hosting;

/// <summary>
/// The sockets that the server listens on. A port that cannot be had is said by the name of its setting; and the ports of the agent can be
/// closed while the connections that came through them, and the management port, stay.
/// </summary>
internal sealed class ListenSockets(AgentOptions options)
{
    private const int MostLooks = 100;

    private readonly Lock _changing = new();
    private readonly List<Socket> _sockets = [];
    private readonly List<ListenOptions> _closable = [];

    public static void Use(IServiceCollection services, AgentOptions options)
    {
        var sockets = new ListenSockets(options);
        services.AddSingleton(sockets);
        services.Configure<SocketTransportOptions>(transport => transport.CreateBoundListenSocket = sockets.Create);
    }

    /// <summary>Names a listener as one of the agent's.</summary>
    public void Add(ListenOptions listener)
    {
        lock (_changing)
        {
            _closable.Add(listener);
        }
    }

    /// <summary>Makes a socket for the server.</summary>
    /// <exception cref="IOException">The port cannot be had. Of this type, since the server takes any other for a reason to try without IPv6.</exception>
    public Socket Create(EndPoint endpoint)
    {
        try
        {
            var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
            lock (_changing)
            {
                _sockets.Add(socket);
            }

            return socket;
        }
        catch (SocketException e) when (endpoint is IPEndPoint address && Mistake(e.SocketErrorCode, address) is { } mistake)
        {
            throw new IOException(mistake, new AgentConfigurationException(mistake, e));
        }
    }

    /// <summary>
    /// Takes no further connections. Those that wait to be accepted are accepted first, which takes moments: they would be reset, with what clients
    /// have sent on them.
    /// </summary>
    public async Task CloseAsync()
    {
        List<Socket> closing;
        lock (_changing)
        {
            closing = _sockets.FindAll(IsAgents);
        }

        foreach (var socket in closing)
        {
            for (var look = 0; look < MostLooks && socket.Poll(0, SelectMode.SelectRead); look++)
            {
                await Task.Delay(1, CancellationToken.None);
            }

            socket.Dispose();
        }
    }

    private bool IsAgents(Socket socket) =>
        socket.SafeHandle is { IsInvalid: false, IsClosed: false } && socket.LocalEndPoint is IPEndPoint { Port: var port } && _closable.Exists(listener => listener.IPEndPoint?.Port == port);

    private string? Mistake(SocketError error, IPEndPoint endpoint) => error switch
    {
        SocketError.AddressAlreadyInUse => $"{Setting(endpoint.Port)}, and another program listens there; it must be a free port from 1 to 65535.",
        SocketError.AccessDenied => $"{Setting(endpoint.Port)}, where this user may not listen (permission denied); it must be a port from 1024 to 65535.",
        SocketError.AddressNotAvailable when options.BindAddress is { Length: > 0 } address and not ("*" or "localhost") =>
            $"Agent:BindAddress is '{address}', which is no address of this machine; it must be one of its IP addresses, localhost or *.",
        _ => null,
    };

    private string Setting(int port) => string.Create(CultureInfo.InvariantCulture,
        $"{(port == options.Ports.Http ? "Agent:Ports:Http (or PORT)" : port == options.Ports.Management ? "Agent:Ports:Management" : port == options.Ports.Grpc ? "Agent:Ports:Grpc" : "The port in Kestrel:Endpoints")} is {port}");
}
