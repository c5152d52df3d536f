namespace A2AAgent.Client.Auth.OAuth;

/// <summary>One token for all who want it: requested once at a time, renewed while it is still good.</summary>
internal sealed class SharedToken(TokenClient client, TokenRequest request)
{
    private static readonly TimeSpan ShortestBetweenRefusals = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private AccessToken? _token;
    private Task<AccessToken>? _request;

    /// <exception cref="AgentCredentialException">There is none.</exception>
    public ValueTask<string> GetAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_token is { } token && !token.HasEnded(time))
            {
                if (token.IsDue(time) && !token.WaitsToRetry(time))
                {
                    // Nobody waits for the next one, and the authorization server may be away until this one ends.
                    token.RetryAt(time);
                    Begin(time);
                }

                return new(token.Value);
            }

            Begin(time);
            return new(WaitAsync(_request!, cancellationToken));
        }
    }

    /// <summary>Forgets the token if it is the one that was refused.</summary>
    /// <returns>True when the next one is, or will be, another.</returns>
    public bool Drop(string? refused, TimeProvider time)
    {
        lock (_lock)
        {
            if (_token is not { } token || token.Value != refused)
            {
                return true;
            }

            if (token.Age(time) < ShortestBetweenRefusals)
            {
                // An agent that takes no token must not make us ask for one after the other.
                return false;
            }

            _token = null;
            return true;
        }
    }

    private static async Task<string> WaitAsync(Task<AccessToken> request, CancellationToken cancellationToken) =>
        (await request.WaitAsync(cancellationToken).ConfigureAwait(false)).Value;

    private void Begin(TimeProvider time)
    {
        if (_request is null or { IsCompleted: true })
        {
            // Not under the token of whoever happens to be first.
            _request = Task.Run(() => RequestAsync(time));
            _ = _request.ContinueWith(static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }

    private async Task<AccessToken> RequestAsync(TimeProvider time)
    {
        var token = await client.RequestAsync(request, time).ConfigureAwait(false);
        lock (_lock)
        {
            return _token = token;
        }
    }
}
