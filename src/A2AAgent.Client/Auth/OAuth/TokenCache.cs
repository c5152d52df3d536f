using System.Collections.Concurrent;

namespace A2AAgent.Client.Auth.OAuth;

/// <summary>The tokens of one client: one for each authorization server and set of scopes.</summary>
internal sealed class TokenCache(OAuthCredential credential) : IDisposable
{
    private const int Most = 64;

    private readonly ConcurrentDictionary<string, SharedToken> _tokens = new(StringComparer.Ordinal);
    private readonly TokenClient _client = new(credential);

    /// <exception cref="AgentCredentialException">There is none.</exception>
    public ValueTask<string> GetAsync(NeededCredential needed, TimeProvider time, CancellationToken cancellationToken) => Of(needed).GetAsync(time, cancellationToken);

    /// <summary>Forgets a token that was refused.</summary>
    public bool Drop(NeededCredential needed, string? refused, TimeProvider time) => Of(needed).Drop(refused, time);

    public void Dispose() => _client.Dispose();

    private SharedToken Of(NeededCredential needed)
    {
        var request = TokenRequest.For(credential, needed);
        if (_tokens.Count >= Most && !_tokens.ContainsKey(request.Key))
        {
            // Cards that keep changing must not fill the memory.
            _tokens.Clear();
        }

        return _tokens.GetOrAdd(request.Key, static (_, made) => new SharedToken(made.Client, made.Request), (Client: _client, Request: request));
    }
}
