using A2AAgent.Postgres.Diagnostics;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Postgres.Replicas;

/// <summary>
/// The database's time of day, which all replicas go by: one whose own clock is wrong would otherwise remove the tasks of all too early, and
/// give its tasks times that put them out of order.
/// </summary>
internal sealed class DatabaseTime(TimeProvider local, ILogger<DatabaseTime> logger) : TimeProvider
{
    /// <summary>Clocks that are kept in step differ by less, and correcting them would make time go back.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan Alarming = TimeSpan.FromSeconds(5);

    private long _offset;

    public override long TimestampFrequency => local.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => local.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => local.GetUtcNow().AddTicks(Volatile.Read(ref _offset));

    public override long GetTimestamp() => local.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => local.CreateTimer(callback, state, dueTime, period);

    /// <summary>Compares the clocks.</summary>
    /// <param name="told">What the database said.</param>
    /// <param name="waited">How long ago it may have said so.</param>
    public void Learn(DateTimeOffset told, TimeSpan waited)
    {
        var offset = told - (local.GetUtcNow() - (waited / 2));
        if ((offset - TimeSpan.FromTicks(_offset)).Duration() <= Tolerance + waited)
        {
            return;
        }

        Volatile.Write(ref _offset, offset.Ticks);
        if (offset.Duration() >= Alarming)
        {
            Log.ClockIsOff(logger, offset);
        }
    }
}
