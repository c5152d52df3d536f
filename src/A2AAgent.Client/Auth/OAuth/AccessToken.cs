namespace A2AAgent.Client.Auth.OAuth;

/// <summary>A token and how long it is good.</summary>
internal sealed class AccessToken(string value, TimeSpan lifetime, long issuedAt)
{
    private static readonly TimeSpan LongestMargin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(5);

    private long? _retryAt;

    public string Value => value;

    /// <summary>A fifth of its life before its end, and a minute at most: time enough to get the next one.</summary>
    private TimeSpan Margin => lifetime / 5 < LongestMargin ? lifetime / 5 : LongestMargin;

    public TimeSpan Age(TimeProvider time) => time.GetElapsedTime(issuedAt);

    public bool HasEnded(TimeProvider time) => Age(time) >= lifetime;

    public bool IsDue(TimeProvider time) => Age(time) >= lifetime - Margin;

    /// <summary>True shortly after an attempt to get the next one.</summary>
    public bool WaitsToRetry(TimeProvider time) => _retryAt is { } at && time.GetElapsedTime(at) < RetryInterval;

    public void RetryAt(TimeProvider time) => _retryAt = time.GetTimestamp();
}
