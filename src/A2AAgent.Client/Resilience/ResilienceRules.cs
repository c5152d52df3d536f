namespace A2AAgent.Client.Resilience;

/// <summary>Which values make sense.</summary>
internal static class ResilienceRules
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);
    private static readonly TimeSpan ShortestOfPings = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestOfCircuit = TimeSpan.FromMilliseconds(500);

    /// <summary>Refuses what makes no sense.</summary>
    /// <param name="options">The values.</param>
    /// <param name="wrong">Makes the failure of the name of a value and what it must be.</param>
    public static void Check(ResilienceOptions options, Func<string, string, Exception> wrong)
    {
        Time(nameof(options.ConnectTimeout), options.ConnectTimeout, TimeSpan.FromMilliseconds(1), wrong);
        Time(nameof(options.AttemptTimeout), options.AttemptTimeout, TimeSpan.FromMilliseconds(10), wrong);
        Time(nameof(options.SendTimeout), options.SendTimeout, TimeSpan.FromMilliseconds(10), wrong);
        Time(nameof(options.StreamIdleTimeout), options.StreamIdleTimeout, TimeSpan.FromMilliseconds(10), wrong);
        Time(nameof(options.PingDelay), options.PingDelay, ShortestOfPings, wrong);
        Time(nameof(options.PingTimeout), options.PingTimeout, ShortestOfPings, wrong);
        Time(nameof(options.RetryDelay), options.RetryDelay, TimeSpan.Zero, wrong);
        Time(nameof(options.MaxRetryDelay), options.MaxRetryDelay, options.RetryDelay, wrong);
        Time(nameof(options.CircuitSampling), options.CircuitSampling, ShortestOfCircuit, wrong);
        Time(nameof(options.CircuitBreak), options.CircuitBreak, ShortestOfCircuit, wrong);
        Range(nameof(options.MaxRetries), options.MaxRetries, 0, 100, wrong);
        Range(nameof(options.MaxStreamResumes), options.MaxStreamResumes, 0, 10_000, wrong);
        Range(nameof(options.CircuitMinimumCalls), options.CircuitMinimumCalls, 2, 1_000_000, wrong);
        if (options.CircuitFailureRatio is not (> 0 and <= 1))
        {
            throw wrong(nameof(options.CircuitFailureRatio), $"is {options.CircuitFailureRatio:0.###}; it must be more than 0 and at most 1.");
        }
    }

    private static void Time(string name, TimeSpan value, TimeSpan shortest, Func<string, string, Exception> wrong)
    {
        if (value < shortest || value > Longest)
        {
            throw wrong(name, $"is {value}; it must be {shortest} to {Longest}.");
        }
    }

    private static void Range(string name, int value, int least, int most, Func<string, string, Exception> wrong)
    {
        if (value < least || value > most)
        {
            throw wrong(name, $"is {value}; it must be {least} to {most}.");
        }
    }
}
