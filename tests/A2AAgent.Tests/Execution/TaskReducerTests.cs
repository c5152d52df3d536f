using A2AAgent.Protocol;
using FsCheck;
using FsCheck.Fluent;

namespace A2AAgent.Tests.Execution;

public sealed class TaskReducerTests
{
    private static AgentTask Submitted { get; } = new() { Id = "t", ContextId = "c", Status = new AgentTaskStatus { State = TaskState.Submitted } };

    [Fact]
    public void A_status_replaces_the_status_and_what_was_said_to_the_client_goes_to_the_history()
    {
        var task = Apply(Submitted, Status(TaskState.InputRequired, "one"), Status(TaskState.Working, "progress"), Status(TaskState.Completed, "three"));

        Assert.Equal(TaskState.Completed, task.Status.State);
        Assert.Equal("three", task.Status.Message!.Parts[0].Text);
        Assert.Equal(["one"], task.History.Select(static message => message.Parts[0].Text!));
    }

    [Fact]
    public void An_artifact_is_added_replaced_or_appended_to()
    {
        var task = Apply(Submitted, Artifact("a", "1"), Artifact("b", "2"), Artifact("a", "3", append: true), Artifact("b", "4"));

        Assert.Equal(["a:1,3", "b:4"], Texts(task));
    }

    [Fact]
    public void The_mark_at_the_end_of_a_stream_leaves_no_part()
    {
        var task = Apply(Submitted, Artifact("a", "1"), Artifact("a", "", append: true));

        Assert.Equal(["a:1"], Texts(task));
    }

    [Fact]
    public void The_history_keeps_its_newest_messages()
    {
        var task = Submitted;
        for (var i = 0; i < 10; i++)
        {
            task = TaskReducer.Continue(task, Text($"{i}"), new AgentTaskStatus { State = TaskState.Working }, maxHistory: 3);
        }

        Assert.Equal(["7", "8", "9"], task.History.Select(static message => message.Parts[0].Text!));
    }

    [Fact]
    public void Whatever_the_events_the_task_before_is_as_it_was() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        Gen.Choose(0, 5).ListOf().ToArbitrary(),
        static choices =>
        {
            var task = Submitted;
            foreach (var choice in choices)
            {
                var before = (task.Status, Texts(task), task.History.ToArray());
                var next = TaskReducer.Apply(task, Event(choice), maxHistory: 4);
                Assert.Equal(before, (task.Status, Texts(task), task.History.ToArray()), TaskParts.Comparer);
                Assert.True(next.History.Count <= 4);
                task = next;
            }
        }));

    private static StreamEvent Event(int choice) => choice switch
    {
        0 => Status(TaskState.Working, "w"),
        1 => Status(TaskState.InputRequired, null),
        2 => Artifact("a", "x", append: true),
        3 => Artifact("a", "y"),
        4 => Artifact("b", "z", append: true),
        _ => Artifact("b", "", append: true),
    };

    private static AgentTask Apply(AgentTask task, params StreamEvent[] events) =>
        events.Aggregate(task, static (task, change) => TaskReducer.Apply(task, change, maxHistory: 100));

    private static Message Text(string text) => new() { MessageId = "m", Role = Role.User, Parts = [Part.FromText(text)] };

    private static StreamEvent Status(TaskState state, string? text) => StreamEvent.From(new TaskStatusUpdateEvent
    {
        TaskId = "t",
        ContextId = "c",
        Status = new AgentTaskStatus { State = state, Message = text is null ? null : Text(text) },
    });

    private static StreamEvent Artifact(string id, string text, bool append = false) => StreamEvent.From(new TaskArtifactUpdateEvent
    {
        TaskId = "t",
        ContextId = "c",
        Artifact = new Artifact { ArtifactId = id, Parts = [Part.FromText(text)] },
        Append = append,
    });

    private static string[] Texts(AgentTask task) =>
        [.. task.Artifacts.Select(static artifact => $"{artifact.ArtifactId}:{string.Join(',', artifact.Parts.Select(static part => part.Text))}")];

    private sealed class TaskParts : IEqualityComparer<(AgentTaskStatus, string[], Message[])>
    {
        public static TaskParts Comparer { get; } = new();

        public bool Equals((AgentTaskStatus, string[], Message[]) x, (AgentTaskStatus, string[], Message[]) y) =>
            ReferenceEquals(x.Item1, y.Item1) && x.Item2.SequenceEqual(y.Item2) && x.Item3.SequenceEqual(y.Item3);

        public int GetHashCode((AgentTaskStatus, string[], Message[]) obj) => obj.Item2.Length;
    }
}
