namespace A2AAgent.EndToEnd.Tests.Conformance;

/// <summary>What the suite expects for messages whose identifier begins with <paramref name="Prefix"/>.</summary>
/// <param name="Prefix">The beginning of the identifier.</param>
/// <param name="State">The state that the task ends in.</param>
/// <param name="Says">The text of its last status; null when it need not have one.</param>
/// <param name="Chunks">The parts of its only artifact as <see cref="Answers.Part"/> shows them, each streamed as an event; none for no artifact.</param>
internal sealed record Case(string Prefix, string State, string? Says = null, params IReadOnlyList<string> Chunks)
{
    private const string File = """filename="output.txt" mediaType="text/plain" raw="dGNr" """;

    public static IReadOnlyList<Case> All { get; } =
    [
        new("tck-complete-task", "TASK_STATE_COMPLETED", "Hello from TCK"),
        new("tck-input-required", "TASK_STATE_INPUT_REQUIRED"),
        new("tck-reject-task", "TASK_STATE_REJECTED", "rejected"),
        new("tck-artifact-text", "TASK_STATE_COMPLETED", Chunks: """text="Generated text content" """),
        new("tck-artifact-file", "TASK_STATE_COMPLETED", Chunks: File),
        new("tck-artifact-file-url", "TASK_STATE_COMPLETED", Chunks: """filename="output.txt" mediaType="text/plain" url="https://example.com/output.txt" """),
        new("tck-artifact-data", "TASK_STATE_COMPLETED", Chunks: """data={"key":"value","count":42} """),
        new("tck-stream-001", "TASK_STATE_COMPLETED", Chunks: """text="Stream hello from TCK" """),
        new("tck-stream-002", "TASK_STATE_COMPLETED"),
        new("tck-stream-003", "TASK_STATE_COMPLETED", Chunks: """text="Stream task lifecycle" """),
        new("tck-stream-ordering-001", "TASK_STATE_COMPLETED", Chunks: """text="Ordered output" """),
        new("tck-stream-artifact-text", "TASK_STATE_COMPLETED", Chunks: """text="Streamed text content" """),
        new("tck-stream-artifact-file", "TASK_STATE_COMPLETED", Chunks: File),
        new("tck-stream-artifact-chunked", "TASK_STATE_COMPLETED", Chunks: ["""text="chunk-1 " """, """text="chunk-2" """]),
        new("tck-stream", "TASK_STATE_COMPLETED"),
        new("tck-transport-test-001", "TASK_STATE_COMPLETED"),
        new("whatever", "TASK_STATE_COMPLETED"),
    ];

    public static Case Of(string prefix) => All.Single(one => one.Prefix == prefix);
}
