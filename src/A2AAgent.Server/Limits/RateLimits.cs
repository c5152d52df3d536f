using System.Threading.RateLimiting;
using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;

namespace A2AAgent.Server.Limits;

/// <summary>Counts the calls of each caller and refuses those above the limit.</summary>
internal sealed class RateLimits : IDisposable
{
    private readonly RateOptions _options;
    private readonly PartitionedRateLimiter<RateKey>? _limiter;

    public RateLimits(AgentOptions options)
    {
        _options = options.Limits.Rate;
        if (_options.Permits > 0)
        {
            Func<RateKey, RateLimiter> create = _options.Segments > 1 ? Sliding : Fixed;
            _limiter = PartitionedRateLimiter.Create<RateKey, RateKey>(key => RateLimitPartition.Get(key, create));
        }
    }

    public bool IsOn => _limiter is not null;

    /// <summary>Counts a call; waits when it may queue.</summary>
    /// <exception cref="AgentException">The caller has made as many calls as it may.</exception>
    public async ValueTask CountAsync(RateKey key, CancellationToken cancellationToken)
    {
        using var lease = await _limiter!.AcquireAsync(key, permitCount: 1, cancellationToken);
        if (!lease.IsAcquired)
        {
            throw new AgentException(AgentError.ResourceExhausted,
                $"A caller may make {_options.Permits} calls in {_options.Window.TotalSeconds:0.###} s, and this one has made them; try again later.")
            {
                RetryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : _options.Window / _options.Segments,
            };
        }
    }

    public void Dispose() => _limiter?.Dispose();

    // Without timers of their own: the partitioned limiter moves the windows of all that are in use, and forgets the others.
    private FixedWindowRateLimiter Fixed(RateKey key) => new(new()
    {
        PermitLimit = _options.Permits,
        Window = _options.Window,
        QueueLimit = _options.Queue,
        AutoReplenishment = false,
    });

    private SlidingWindowRateLimiter Sliding(RateKey key) => new(new()
    {
        PermitLimit = _options.Permits,
        Window = _options.Window,
        SegmentsPerWindow = _options.Segments,
        QueueLimit = _options.Queue,
        AutoReplenishment = false,
    });
}
