using A2AAgent.EndToEnd.Tests.Conformance.Callers;

namespace A2AAgent.EndToEnd.Tests.Conformance;

/// <summary>Every scenario of the suite, waited for and streamed, over every binding.</summary>
public sealed class ScenarioTests(FullProfile agent) : IClassFixture<FullProfile>
{
    public static MatrixTheoryData<string, string> Cases => new(Bindings.Names, Case.All.Select(one => one.Prefix));

    public static TheoryData<string> EachBinding => [.. Bindings.Names];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_message_gets_the_task_of_its_scenario(string binding, string prefix)
    {
        var expected = Case.Of(prefix);
        using var caller = agent.Connect(binding);

        var task = await caller.SendForTaskAsync($"{prefix}-5f2c0a1b");

        Assert.Equal(expected.State, task.State());
        Assert.Equal(expected.Says ?? task.Says(), task.Says());
        Assert.Equal(expected.Chunks, task.Artifacts().SelectMany(Answers.Parts).Select(Answers.Part));
        Assert.True(task.Artifacts().Count <= 1, task.ToString());
        Assert.All(task.Artifacts(), artifact => Assert.NotEmpty(artifact.GetProperty("artifactId").GetString()!));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_stream_has_the_events_of_its_scenario_in_their_order(string binding, string prefix)
    {
        var expected = Case.Of(prefix);
        using var caller = agent.Connect(binding);

        var events = await caller.SendStreamingAsync($"{prefix}-5f2c0a1b").ToListAsync(Cancellation);

        Assert.Equal(Lines(expected), events.Select(Answers.Line));
        Assert.Equal(expected.Says, expected.Says is null ? null : events[^1].GetProperty("statusUpdate").Says());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task What_a_stream_told_is_what_the_task_has_afterwards(string binding, string prefix)
    {
        var expected = Case.Of(prefix);
        using var caller = agent.Connect(binding);
        var events = await caller.SendStreamingAsync(prefix).ToListAsync(Cancellation);

        var task = await caller.CallAsync("GetTask", new() { ["id"] = events[0].GetProperty("task").Id() });

        Assert.Equal(expected.State, task.State());
        Assert.Equal(expected.Chunks, task.Artifacts().SelectMany(Answers.Parts).Select(Answers.Part));
    }

    [Theory]
    [MemberData(nameof(EachBinding))]
    public async Task A_direct_reply_is_a_message_without_a_task(string binding)
    {
        using var caller = agent.Connect(binding);

        var answer = Assert.Single((await caller.SendAsync("tck-message-response-5f2c0a1b")).EnumerateObject());
        var streamed = Assert.Single(await caller.SendStreamingAsync("tck-message-response-5f2c0a1b").ToListAsync(Cancellation));

        Assert.Equal("message", answer.Name);
        Assert.Equal("Direct message response", answer.Value.Text());
        Assert.Equal("ROLE_AGENT", answer.Value.GetProperty("role").GetString());
        Assert.False(answer.Value.TryGetProperty("taskId", out _), answer.ToString());
        Assert.Equal("message", streamed.Line());
        Assert.Equal("Direct message response", streamed.GetProperty("message").Text());
    }

    [Theory]
    [MemberData(nameof(EachBinding))]
    public async Task A_repeated_message_identifier_is_a_new_message_each_time(string binding)
    {
        using var caller = agent.Connect(binding);

        var first = await caller.SendForTaskAsync("tck-complete-task-repeated", "one");
        var second = await caller.SendForTaskAsync("tck-complete-task-repeated", "two");

        Assert.NotEqual(first.Id(), second.Id());
        Assert.Equal(["one", "two"], new[] { first, second }.Select(task => task.GetProperty("history")[0].Text()));
    }

    private static IEnumerable<string> Lines(Case expected) =>
    [
        "task TASK_STATE_SUBMITTED",
        "status TASK_STATE_WORKING",
        .. expected.Chunks.Index().Select(chunk => Answers.ArtifactLine(append: chunk.Index > 0, chunk.Item, last: chunk.Index == expected.Chunks.Count - 1)),
        $"status {expected.State}",
    ];
}
