using System.Runtime.CompilerServices;
using A2AAgent.Server;

namespace A2AAgent.Tests.Streams;

/// <summary>An agent that streams in waves, each when the test lets it go: as fast as the reader that the test looks at, whatever the others do.</summary>
[Agent("Waves Agent", Description = "Streams in waves", Version = "1.0.0", Bindings = AgentBindings.HttpJson | AgentBindings.Grpc)]
internal sealed partial class WavesAgent(Waves waves)
{
    [AgentSkill("stream", Description = "Streams numbers, each with some weight")]
    public async IAsyncEnumerable<string> StreamAsync(string text, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var number = 0; number < Waves.Count * Waves.Length; number++)
        {
            if (number % Waves.Length == 0)
            {
                await waves.NextAsync(cancellationToken);
            }

            yield return $"{number} {text}";
        }
    }
}

internal sealed class Waves
{
    public const int Count = 200;
    public const int Length = 100;

    private readonly SemaphoreSlim _let = new(0);

    public void LetGo() => _let.Release();

    public Task NextAsync(CancellationToken cancellationToken) => _let.WaitAsync(cancellationToken);
}
