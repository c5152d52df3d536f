using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;

namespace A2AAgent.EndToEnd.Tests.Replicas.Load;

/// <summary>Calls an agent over HTTP+JSON as a client does that expects connections to break.</summary>
internal sealed class AgentCalls : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient _http;
    private int _breaks;

    public AgentCalls(Uri address) => _http = new HttpClient
    {
        BaseAddress = address,
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { { "A2A-Version", "1.0" } },
    };

    /// <summary>How many calls were broken off or found nobody to answer.</summary>
    public int Breaks => Volatile.Read(ref _breaks);

    /// <summary>Asks until it is answered, and gives the answer. What is sent may be sent twice.</summary>
    public async Task<Reply> AskAsync(string path, string? body, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                using var request = Request(path, body);
                using var response = await _http.SendAsync(request, cancellationToken);
                if (!IsAway(response.StatusCode))
                {
                    return new Reply(response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
            }

            await PauseAsync(cancellationToken);
        }
    }

    /// <summary>Opens a stream, asking until it is answered, and gives its events; where it breaks, there are no more.</summary>
    /// <param name="path">Where.</param>
    /// <param name="body">What is sent, which may be sent twice; null for GET.</param>
    /// <param name="refused">Called with the answer when it is not a stream.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async IAsyncEnumerable<string> StreamAsync(string path, string? body, Action<Reply> refused, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await OpenAsync(path, body, cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            refused(new Reply(response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken)));
            yield break;
        }

        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using var events = SseParser.Create(stream).EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(events))
        {
            yield return events.Current.Data;
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> OpenAsync(string path, string? body, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                using var request = Request(path, body);
                var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
                if (!IsAway(response.StatusCode))
                {
                    return response;
                }

                response.Dispose();
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
            }

            await PauseAsync(cancellationToken);
        }
    }

    private async ValueTask<bool> NextAsync(IAsyncEnumerator<SseItem<string>> events)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            Interlocked.Increment(ref _breaks);
            return false;
        }
    }

    private Task PauseAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _breaks);
        return Task.Delay(Pause, cancellationToken);
    }

    private static HttpRequestMessage Request(string path, string? body) => new(body is null ? HttpMethod.Get : HttpMethod.Post, path)
    {
        Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
    };

    /// <summary>The balancer finds no replica, or its replica has no database or has not heard of its lease: come back later.</summary>
    private static bool IsAway(HttpStatusCode status) =>
        status is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
}

/// <summary>An answer that is not a stream.</summary>
internal sealed record Reply(HttpStatusCode Status, string Json);
