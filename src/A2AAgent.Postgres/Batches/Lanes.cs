using System.Threading.Channels;
using A2AAgent.Postgres.Failures;

namespace A2AAgent.Postgres.Batches;

/// <summary>
/// Hands over what is waiting together: one round trip for as much as is ready. What finds nobody waiting goes at once.
/// </summary>
/// <typeparam name="T">What waits. It hears of its own outcome.</typeparam>
internal sealed class Lanes<T> : IAsyncDisposable
{
    private const int MostTogether = 64;
    private const int MostWaiting = 10_000;

    private readonly Channel<T> _waiting = Channel.CreateBounded<T>(MostWaiting);
    private readonly Func<List<T>, Task> _run;
    private readonly Task[] _lanes;

    /// <param name="run">Does the work, and never fails.</param>
    /// <param name="lanes">How many batches are under way at the same time.</param>
    public Lanes(Func<List<T>, Task> run, int lanes)
    {
        _run = run;
        _lanes = [.. Enumerable.Range(0, lanes).Select(_ => Task.Run(RunAsync))];
    }

    /// <exception cref="Protocol.AgentException">The process is ending.</exception>
    public async ValueTask EnterAsync(T item, CancellationToken cancellationToken)
    {
        try
        {
            await _waiting.Writer.WriteAsync(item, cancellationToken);
        }
        catch (ChannelClosedException e)
        {
            throw PostgresFailures.Unavailable(e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await Task.WhenAll(_lanes);
    }

    private async Task RunAsync()
    {
        var batch = new List<T>(MostTogether);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < MostTogether && _waiting.Reader.TryRead(out var item))
            {
                batch.Add(item);
            }

            if (batch.Count > 0)
            {
                await _run(batch);
            }
        }
    }
}
