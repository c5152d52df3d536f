using A2AAgent.Server.Diagnostics;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Server.Security.Jwt;

/// <summary>
/// The keys of one scheme's issuer: fetched when first needed, then again when they are old or a token names one that is not among them.
/// One fetch at a time, with a pause between two whatever tokens come. While the issuer is down, the last good keys stay.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class KeySource(JwtOptions options, TimeProvider time, ILogger logger) : IDisposable
{
    /// <summary>A request that waits for a fetch holds memory: those beyond this many do without.</summary>
    private const int MaxWaiting = 1_024;

    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);

    private readonly IssuerClient _issuer = new(options);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _starting = new();
    private Task _fetch = Task.CompletedTask;
    private IssuerKeys? _current;
    private long _fetchedAt;
    private long _mayFetchAt = long.MinValue;
    private int _failures;
    private int _waiting;

    /// <summary>The newest good keys, or null before the first.</summary>
    public IssuerKeys? Current => Volatile.Read(ref _current);

    /// <summary>The keys, fetched if need be; null when they cannot be had.</summary>
    public ValueTask<IssuerKeys?> GetAsync(CancellationToken cancellationToken)
    {
        if (Current is not { } current)
        {
            return FetchAsync(cancellationToken);
        }

        var age = time.GetElapsedTime(Volatile.Read(ref _fetchedAt));
        if (age < options.RefreshInterval)
        {
            return new(current);
        }

        // After a quiet night the keys may long have been withdrawn: then a token waits for the new ones.
        return age < 2 * options.RefreshInterval ? Background(current) : FetchAsync(cancellationToken);
    }

    /// <summary>Keys newer than those in which one was missing, if there are any.</summary>
    public ValueTask<IssuerKeys?> GetNewerAsync(IssuerKeys than, CancellationToken cancellationToken) =>
        Current is { } current && current != than ? new(current) : FetchAsync(cancellationToken);

    /// <summary>Starts the first fetch, so that no request has to wait for it.</summary>
    public void Prepare() => _ = Start();

    public void Dispose()
    {
        _stop.Cancel();
        _issuer.Dispose();
        _stop.Dispose();
    }

    private ValueTask<IssuerKeys?> Background(IssuerKeys current)
    {
        _ = Start();
        return new(current);
    }

    private async ValueTask<IssuerKeys?> FetchAsync(CancellationToken cancellationToken)
    {
        var fetch = Start();
        try
        {
            if (Interlocked.Increment(ref _waiting) <= MaxWaiting)
            {
                await fetch.WaitAsync(cancellationToken);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        return Current;
    }

    /// <summary>The fetch under way; a new one when its time has come.</summary>
    private Task Start()
    {
        lock (_starting)
        {
            if (_fetch.IsCompleted && time.GetTimestamp() >= _mayFetchAt && !_stop.IsCancellationRequested)
            {
                _fetch = Task.Run(RunAsync, CancellationToken.None);
            }

            return _fetch;
        }
    }

    private async Task RunAsync()
    {
        var pause = options.RefreshLimit;
        try
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            timeout.CancelAfter(options.FetchTimeout);
            Adopt(await _issuer.FetchAsync(timeout.Token));
        }
        catch (Exception e)
        {
            pause = Retry(pause);
            Report(e);
        }

        _mayFetchAt = time.GetTimestamp() + (long)(pause.TotalSeconds * time.TimestampFrequency);
    }

    private void Adopt(IssuerKeys fetched)
    {
        // The same keys stay the same instance: what was verified with them is remembered.
        if (Current?.IsSame(fetched) is not true)
        {
            Volatile.Write(ref _current, fetched);
            Log.KeysFetched(logger, options.Scheme, fetched.Issuer, fetched.Count);
        }

        Volatile.Write(ref _fetchedAt, time.GetTimestamp());
        if (Interlocked.Exchange(ref _failures, 0) > 0)
        {
            Log.KeysFetchedAgain(logger, options.Scheme, fetched.Issuer);
        }
    }

    /// <summary>A second after the first failure, then twice as long each time.</summary>
    private TimeSpan Retry(TimeSpan longest)
    {
        var pause = FirstRetry * Math.Pow(2, Math.Min(_failures++, 16));
        return pause < longest ? pause : longest;
    }

    /// <summary>Once per outage: a log must not grow because an issuer is down.</summary>
    private void Report(Exception failure)
    {
        if (_failures > 1 || _stop.IsCancellationRequested)
        {
            return;
        }

        var reason = failure is OperationCanceledException ? $"no answer within {options.FetchTimeout:c}" : failure.Message;
        if (Current is null)
        {
            Log.NoKeys(logger, options.Scheme, reason);
        }
        else
        {
            Log.KeysNotRefreshed(logger, options.Scheme, reason);
        }
    }
}
