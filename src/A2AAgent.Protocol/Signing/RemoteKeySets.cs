using System.Collections.Concurrent;
using System.Text.Json;

namespace A2AAgent.Protocol.Signing;

/// <summary>
/// Keys from where signatures say that they are (<c>jku</c>): fetched over HTTPS, kept for a while, and fetched again when a key is not
/// among them. The address comes from a card that nobody has verified yet, so only trusted ones are asked.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public sealed class RemoteKeySets : IAgentCardKeys
{
    /// <summary>Sets of more addresses than this are fetched each time.</summary>
    private const int MaxSets = 64;

    private readonly ConcurrentDictionary<Uri, Fetched> _sets = new();
    private readonly HttpClient _http;
    private readonly Func<Uri, bool> _isTrusted;
    private readonly TimeProvider _time;

    /// <summary>Makes a source of keys.</summary>
    /// <param name="http">Fetches them. Answers to redirects are not accepted; best is a client that does not follow any.</param>
    /// <param name="isTrusted">True for addresses whose keys are trusted. Whoever can choose the address can sign every card: compare at least the whole host.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public RemoteKeySets(HttpClient http, Func<Uri, bool> isTrusted, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(isTrusted);
        (_http, _isTrusted, _time) = (http, isTrusted, time ?? TimeProvider.System);
    }

    /// <summary>How long keys are kept. Default: 5 minutes.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long to wait before keys are fetched again because one is not among them. Default: 30 seconds.</summary>
    public TimeSpan RefreshPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long fetching may take. Default: 10 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<JsonWebKey>> FindAsync(AgentCardKeyReference reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        if (!Uri.TryCreate(reference.KeysUrl, UriKind.Absolute, out var url) || !MayFetch(url) || !_isTrusted(url))
        {
            return [];
        }

        var keys = await FindAsync(url, reference, Lifetime, cancellationToken).ConfigureAwait(false);
        return keys.Count > 0 ? keys : await FindAsync(url, reference, RefreshPause, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<JsonWebKey>> FindAsync(Uri url, AgentCardKeyReference reference, TimeSpan notOlderThan, CancellationToken cancellationToken)
    {
        if (!_sets.TryGetValue(url, out var fetched) || _time.GetElapsedTime(fetched.At) >= notOlderThan)
        {
            fetched = new Fetched(await FetchAsync(url, cancellationToken).ConfigureAwait(false), _time.GetTimestamp());
            if (_sets.Count < MaxSets || _sets.ContainsKey(url))
            {
                _sets[url] = fetched;
            }
        }

        return [.. fetched.Keys.Find(reference.KeyId, reference.Algorithm)];
    }

    private async Task<JsonWebKeySet> FetchAsync(Uri url, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(Timeout);
        try
        {
            using var response = await _http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, limited.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode && response.RequestMessage?.RequestUri == url
                ? await ReadAsync(response, limited.Token).ConfigureAwait(false)
                : throw new InvalidDataException($"the keys at {url} cannot be had: status {(int)response.StatusCode}, or a redirect");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new InvalidDataException($"the keys at {url} cannot be had: {e.Message}", e);
        }
    }

    private static async Task<JsonWebKeySet> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        // One byte more than allowed: a set that is too large is then refused by its size.
        var buffer = new byte[JsonWebKeySet.MaxBytes + 1];
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return JsonWebKeySet.FromUtf8(buffer.AsMemory(0, length));
        }
    }

    /// <summary>Without TLS anybody in between could put other keys there; loopback has nobody in between.</summary>
    private static bool MayFetch(Uri url) => url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback);

    private sealed record Fetched(JsonWebKeySet Keys, long At);
}
