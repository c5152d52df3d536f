namespace A2AAgent.Server.Configuration;

/// <summary>How many calls a caller may make in a time. Off by default: a gateway in front of the agent may limit better.</summary>
/// <remarks>
/// A caller is what a credential stands for, with its tenant; who has none is its network address, of IPv6 the first 64 bits. Behind a
/// proxy all of those have the proxy's address: use ASP.NET Core's forwarded headers middleware before <c>MapAgent</c>.
/// </remarks>
public sealed class RateOptions
{
    /// <summary>How many calls a caller may make in <see cref="Window"/>, 1 or more. Default: 0, no limit.</summary>
    public int Permits { get; set; }

    /// <summary>The time that the calls are counted in. Default: 1 minute.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How many parts the window moves in, 1 to 100. Default: 1, a fixed window that begins anew when it is over. With more, calls count until
    /// they are a window old, to the nearest part.
    /// </summary>
    public int Segments { get; set; } = 1;

    /// <summary>How many calls of a caller wait for the window to move instead of failing. Default: 0.</summary>
    public int Queue { get; set; }
}
