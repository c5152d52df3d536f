using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace A2AAgent.Load.Agent;

/// <summary>A stream whose chunks say when they were made.</summary>
internal sealed partial class EchoAgent
{
    private const int PerSecond = 10_000;

    /// <summary>
    /// Gives as many chunks as the text says, "index timestamp" each. Timers are no finer than a millisecond, so those that have
    /// become due meanwhile, ten or so, follow each other at once.
    /// </summary>
    [AgentSkill("ticks", Description = "Tells the time 10,000 times a second, as often as the text says", Tags = ["clock"])]
    public async IAsyncEnumerable<string> TickAsync(string text, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var count = int.Parse(text, CultureInfo.InvariantCulture);
        var began = Stopwatch.GetTimestamp();
        for (var index = 0; index < count; index++)
        {
            while (Stopwatch.GetElapsedTime(began).TotalSeconds * PerSecond < index)
            {
                await Task.Delay(1, cancellationToken);
            }

            yield return string.Create(CultureInfo.InvariantCulture, $"{index} {Stopwatch.GetTimestamp()}");
        }
    }
}
