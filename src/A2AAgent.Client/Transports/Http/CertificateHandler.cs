using System.Net.Security;
using A2AAgent.Client.Auth;

namespace A2AAgent.Client.Transports.Http;

/// <summary>Sends requests over connections that present a client certificate. When its files change there are new connections; open streams keep theirs.</summary>
/// <param name="certificate">The certificate.</param>
/// <param name="make">Makes a handler.</param>
/// <param name="time">The clock.</param>
internal sealed class CertificateHandler(ClientCertificateCredential certificate, Func<SocketsHttpHandler> make, TimeProvider time) : HttpMessageHandler
{
    private readonly Lock _lock = new();
    private readonly List<HttpMessageInvoker> _retired = [];
    private SslStreamCertificateContext? _presented;
    private HttpMessageInvoker? _invoker;
    private HttpMessageInvoker? _inClear;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        (request.RequestUri is { Scheme: "http" } ? InClear() : Current()).SendAsync(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            lock (_lock)
            {
                _retired.ForEach(static invoker => invoker.Dispose());
                _invoker?.Dispose();
                _inClear?.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    /// <summary>Where nothing is presented, files that are not there yet do no harm.</summary>
    private HttpMessageInvoker InClear()
    {
        lock (_lock)
        {
            return _inClear ??= new HttpMessageInvoker(make(), disposeHandler: true);
        }
    }

    /// <exception cref="AgentCredentialException">There is no certificate.</exception>
    private HttpMessageInvoker Current()
    {
        lock (_lock)
        {
            var wanted = certificate.Certificate(time);
            if (_invoker is null || _presented != wanted)
            {
                Retire();
                var handler = make();
                handler.SslOptions.ClientCertificateContext = wanted;
                (_invoker, _presented) = (new HttpMessageInvoker(handler, disposeHandler: true), wanted);
            }

            return _invoker;
        }
    }

    /// <summary>Streams may be open over its connections until the one after the next comes.</summary>
    private void Retire()
    {
        if (_retired.Count > 1)
        {
            _retired[0].Dispose();
            _retired.RemoveAt(0);
        }

        if (_invoker is { } last)
        {
            _retired.Add(last);
        }
    }
}
