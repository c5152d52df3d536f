using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using A2AAgent.EndToEnd.Tests.Exchanges;

namespace A2AAgent.EndToEnd.Tests.Image;

/// <summary>Clients on all bindings, each of which sends one request after the other on a connection that it keeps, until it gets none any more.</summary>
internal sealed class SteadyLoad : IAsyncDisposable
{
    private const int OfEach = 3;

    private readonly ConcurrentQueue<string> _ends = new();
    private readonly SemaphoreSlim _answered = new(0);
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly Task[] _clients;

    private int _answers;
    private int _refusals;

    private SteadyLoad(Uri address, Uri grpc)
    {
        Func<HttpRequestMessage>[] kinds =
        [
            () => Json(new Uri(address, "/"), $$"""{"jsonrpc":"2.0","id":1,"method":"SendMessage","params":{{Requests.CompleteReport}}}"""),
            () => Json(new Uri(address, "/message:send"), Requests.CompleteReport),
            () => Grpc(new Uri(grpc, "/lf.a2a.v1.A2AService/ListTasks")),
        ];
        _clients = [.. kinds.SelectMany(kind => Enumerable.Range(0, OfEach).Select(_ => Task.Run(() => RunAsync(kind), TestContext.Current.CancellationToken)))];
    }

    /// <summary>Responses that were received to their last byte, whatever they say.</summary>
    public int Answers => _answers;

    /// <summary>Those among them that say that the agent is shutting down.</summary>
    public int Refusals => _refusals;

    public int Workers => _clients.Length;

    /// <summary>Why clients ended.</summary>
    public string Ends => string.Join(", ", _ends.CountBy(static end => end).Select(static end => $"{end.Key} ({end.Value})"));

    public static SteadyLoad Start(Uri address, Uri grpc) => new(address, grpc);

    /// <summary>Waits until so many requests have been answered.</summary>
    public async Task AnsweredAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await _answered.WaitAsync(_stop.Token);
        }
    }

    /// <summary>Waits until no client gets an answer any more.</summary>
    public Task EndAsync() => Task.WhenAll(_clients);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_clients).ContinueWith(static _ => { }, TaskScheduler.Default);
        _stop.Dispose();
        _answered.Dispose();
    }

    private async Task RunAsync(Func<HttpRequestMessage> kind)
    {
        using var http = new HttpClient();
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                using var request = kind();
                using var response = await http.SendAsync(request, _stop.Token);
                await CountAsync(response);
            }
        }
        catch (HttpRequestException e)
        {
            _ends.Enqueue($"{e.HttpRequestError}");
        }
    }

    private async Task CountAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync(_stop.Token);
        Interlocked.Increment(ref _answers);
        _answered.Release();
        if (body.Contains("shutting down", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _refusals);
        }
        else
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    private static HttpRequestMessage Json(Uri address, string body) => new(HttpMethod.Post, address)
    {
        Content = new StringContent(body, Encoding.UTF8, "application/json"),
        Headers = { { "A2A-Version", "1.0" } },
    };

    /// <summary>No field is set, so the message is empty, and what remains is its frame.</summary>
    private static HttpRequestMessage Grpc(Uri address) => new(HttpMethod.Post, address)
    {
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Content = new ByteArrayContent(new byte[5]) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
        Headers = { { "A2A-Version", "1.0" } },
    };
}
