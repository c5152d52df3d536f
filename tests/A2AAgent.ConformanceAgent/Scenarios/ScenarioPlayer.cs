using System.Text.Json;

namespace A2AAgent.ConformanceAgent.Scenarios;

/// <summary>
/// The scenarios of the official conformance suite, a2aproject/a2a-tck. Each is chosen by the prefix of the message's identifier,
/// and by nothing else: the identifiers themselves repeat.
/// </summary>
internal sealed class ScenarioPlayer
{
    /// <summary>The suite's streaming time-out is 2 s and it needs a task to outlast two of them; the rest is for slow machines.</summary>
    private static readonly TimeSpan LongRun = TimeSpan.FromSeconds(4.5);

    private static readonly Part File = Part.FromBytes("tck"u8.ToArray(), "text/plain", "output.txt");

    private readonly TimeProvider _clock;
    private readonly List<Scenario> _longestPrefixFirst;

    public ScenarioPlayer(TimeProvider clock)
    {
        _clock = clock;
        _longestPrefixFirst = [.. All().OrderByDescending(scenario => scenario.Prefix.Length)];
    }

    public IEnumerable<string> Prefixes => _longestPrefixFirst.Select(static one => one.Prefix).Order(StringComparer.Ordinal);

    public static Message Reply() => Message.FromAgent("Direct message response");

    /// <summary>Plays the message's scenario; the task completes when there is none.</summary>
    public ValueTask<SkillResult> PlayAsync(SkillContext context, CancellationToken cancellationToken)
    {
        var scenario = _longestPrefixFirst.Find(one => context.Message.MessageId.StartsWith(one.Prefix, StringComparison.Ordinal));
        return scenario is null ? ValueTask.FromResult(SkillResult.Completed()) : scenario.PlayAsync(context, cancellationToken);
    }

    private List<Scenario> All() =>
    [
        End("tck-complete-task", () => SkillResult.Completed("Hello from TCK")),
        End("tck-input-required", () => SkillResult.InputRequired("Send another message.")),
        End("tck-reject-task", () => SkillResult.Rejected("rejected")),
        Output("tck-artifact-text", Part.FromText("Generated text content")),
        Output("tck-artifact-file", File),
        Output("tck-artifact-file-url", Part.FromUrl("https://example.com/output.txt", "text/plain", "output.txt")),
        Output("tck-artifact-data", Part.FromData(JsonElement.Parse("""{"key":"value","count":42}"""))),
        Output("tck-stream-001", Part.FromText("Stream hello from TCK")),
        End("tck-stream-002", SkillResult.Completed),
        Output("tck-stream-003", Part.FromText("Stream task lifecycle")),
        Output("tck-stream-ordering-001", Part.FromText("Ordered output")),
        Output("tck-stream-artifact-text", Part.FromText("Streamed text content")),
        Output("tck-stream-artifact-file", File),
        new("tck-stream-artifact-chunked", StreamChunksAsync),
        new("test-resubscribe-message-id", RunLongAsync),
    ];

    private static Scenario End(string prefix, Func<SkillResult> result) => new(prefix, (_, _) => ValueTask.FromResult(result()));

    private static Scenario Output(string prefix, Part part) => new(prefix, async (context, cancellationToken) =>
    {
        await context.AddArtifactAsync(part, cancellationToken: cancellationToken);
        return SkillResult.Completed();
    });

    private static async ValueTask<SkillResult> StreamChunksAsync(SkillContext context, CancellationToken cancellationToken)
    {
        const string Id = "chunks";
        await context.AddArtifactAsync(Chunk("chunk-1 "), append: false, lastChunk: false, cancellationToken);
        await context.AddArtifactAsync(Chunk("chunk-2"), append: true, lastChunk: true, cancellationToken);
        return SkillResult.Completed();

        static Artifact Chunk(string text) => new() { ArtifactId = Id, Parts = [Part.FromText(text)] };
    }

    private async ValueTask<SkillResult> RunLongAsync(SkillContext context, CancellationToken cancellationToken)
    {
        await Task.Delay(LongRun, _clock, cancellationToken);
        return SkillResult.Completed();
    }
}
