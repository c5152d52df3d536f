using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using A2AAgent.Server;

namespace A2AAgent.Tests.Client.Streams;

/// <summary>An agent that streams what the test gives it.</summary>
[Agent("Ticks Agent", Description = "Streams ticks", Version = "1.0.0", Bindings = AgentBindings.JsonRpc | AgentBindings.HttpJson | AgentBindings.Grpc)]
internal sealed partial class TicksAgent(Ticks ticks)
{
    [AgentSkill("ticks", Description = "Streams ticks", Default = true)]
    public async IAsyncEnumerable<string> TicksAsync(string text, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ticks.Began();
        yield return text;
        await foreach (var tick in ticks.ReadAsync(cancellationToken))
        {
            yield return tick.ToString(CultureInfo.InvariantCulture);
        }
    }

    [AgentSkill("ask", Description = "Asks back")]
    public SkillResult Ask(string text) => SkillResult.InputRequired($"What is {text}?");
}

internal sealed class Ticks
{
    private readonly Channel<int> _ticks = Channel.CreateUnbounded<int>();
    private int _runs;

    /// <summary>How often the skill has begun.</summary>
    public int Runs => Volatile.Read(ref _runs);

    public void Began() => Interlocked.Increment(ref _runs);

    public void Give(int tick) => _ticks.Writer.TryWrite(tick);

    public void End() => _ticks.Writer.TryComplete();

    public IAsyncEnumerable<int> ReadAsync(CancellationToken cancellationToken) => _ticks.Reader.ReadAllAsync(cancellationToken);
}
