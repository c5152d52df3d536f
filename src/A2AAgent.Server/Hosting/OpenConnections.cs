using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace A2AAgent.Server.Hosting;

/// <summary>
/// The connections of clients, and how they are asked to go. An idle connection is not closed under a client that may just be sending on it:
/// the next answer says that it is the last one, and the client opens its next connection elsewhere.
/// </summary>
internal sealed class OpenConnections(TimeProvider time)
{
    private int _count;
    private volatile bool _closing;
    private long _lastRequest;

    public int Count => Volatile.Read(ref _count);

    /// <summary>For how long no request has come, once connections are closing.</summary>
    public TimeSpan Quiet => time.GetElapsedTime(Volatile.Read(ref _lastRequest));

    /// <summary>Counts the connections of a listener.</summary>
    public void Watch(ListenOptions listener) => listener.Use(next => async connection =>
    {
        Interlocked.Increment(ref _count);
        try
        {
            await next(connection);
        }
        finally
        {
            Interlocked.Decrement(ref _count);
        }
    });

    /// <summary>From now on each answer is the last one on its connection.</summary>
    public void BeginClosing()
    {
        Volatile.Write(ref _lastRequest, time.GetTimestamp());
        _closing = true;
    }

    public void Use(IApplicationBuilder app) => app.Use(next => http =>
    {
        if (_closing)
        {
            Close(http);
        }

        return next(http);
    });

    private void Close(HttpContext http)
    {
        Volatile.Write(ref _lastRequest, time.GetTimestamp());
        if (HttpProtocol.IsHttp11(http.Request.Protocol) || HttpProtocol.IsHttp10(http.Request.Protocol))
        {
            http.Response.Headers.Connection = "close";
        }
        else
        {
            // GOAWAY: what runs on the connection goes on, what is new goes elsewhere (RFC 9113, section 6.8).
            http.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }
    }
}
