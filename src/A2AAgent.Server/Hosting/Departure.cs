using A2AAgent.Server.Configuration;

namespace A2AAgent.Server.Hosting;

/// <summary>
/// Takes the process out of service before anything of it ends, so that no request is lost: first it is not ready and answers on, then it takes
/// no new connections and asks the open ones to go, and only when nothing comes any more do tasks and server end.
/// </summary>
internal sealed class Departure(Draining draining, ListenSockets sockets, OpenConnections connections, AgentOptions options, TimeProvider time)
{
    /// <summary>The longest time between <see cref="LimitOptions.ShutdownDelay"/> and the end of new messages.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    public async Task LeaveAsync()
    {
        draining.Leave();
        if (options.Limits.ShutdownDelay > TimeSpan.Zero)
        {
            await Task.Delay(options.Limits.ShutdownDelay, time, CancellationToken.None);
        }

        await sockets.CloseAsync();
        connections.BeginClosing();
        var began = time.GetTimestamp();
        while (connections.Count > 0 && connections.Quiet < Quiet && time.GetElapsedTime(began) < Longest)
        {
            await Task.Delay(Poll, time, CancellationToken.None);
        }
    }
}
