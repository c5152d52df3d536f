using System.Globalization;

namespace A2AAgent.Telemetry.Pipeline;

/// <summary>The connections of an exporter, with an eye on what comes of its requests. They carry no trace of their own.</summary>
internal sealed class WatchedHandler(ExportTrouble trouble) : DelegatingHandler(new SocketsHttpHandler { ActivityHeadersPropagator = null, AllowAutoRedirect = false })
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Seen(request, base.Send(request, cancellationToken));
        }
        catch (Exception e)
        {
            trouble.Failed(Collector(request), Describe(e));
            throw;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Seen(request, await base.SendAsync(request, cancellationToken));
        }
        catch (Exception e)
        {
            trouble.Failed(Collector(request), Describe(e));
            throw;
        }
    }

    private HttpResponseMessage Seen(HttpRequestMessage request, HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
        {
            trouble.Failed(Address(request), string.Create(CultureInfo.InvariantCulture, $"status {(int)response.StatusCode}"));
        }
        else if (response.Headers.TryGetValues("grpc-status", out var statuses) && statuses.FirstOrDefault() is { } status and not "0")
        {
            trouble.Failed(Address(request), $"gRPC status {status}");
        }
        else
        {
            trouble.Succeeded(Collector(request));
            trouble.Succeeded(Address(request));
        }

        return response;
    }

    private static string Collector(HttpRequestMessage request) => request.RequestUri!.GetLeftPart(UriPartial.Authority);

    private static string Address(HttpRequestMessage request) => request.RequestUri!.GetLeftPart(UriPartial.Path);

    private static string Describe(Exception exception) => exception is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } http
        ? http.HttpRequestError.ToString()
        : exception.GetType().Name;
}
