using System.Collections.Concurrent;
using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Tasks;
using FsCheck;
using FsCheck.Fluent;

namespace A2AAgent.Tests.Tasks;

public abstract partial class StoreContract
{
    private const int MaxHistory = 5;

    private static Config Cases { get; } = Config.QuickThrowOnFailure.WithMaxTest(20);

    /// <summary>Each step is one writer's, who may know an old version by then.</summary>
    [Fact]
    public async Task However_writers_and_readers_take_turns_a_task_is_what_its_events_made_of_it()
    {
        var store = await CreateAsync(new TaskOptions());
        var number = 0;
        Check.One(Cases, Prop.ForAll(
            Gen.Choose(0, 1_000).ListOf().ToArbitrary(),
            async steps => await PlayAsync(store, $"t{Interlocked.Increment(ref number)}", [.. steps])));
    }

    /// <summary>What did not change is on exactly one page; what did is where its newest status is, or was before.</summary>
    [Fact]
    public async Task However_tasks_change_between_pages_those_that_did_not_are_listed_once_and_in_order()
    {
        var store = await CreateAsync(new TaskOptions());
        var number = 0;
        Check.One(Cases, Prop.ForAll(
            Gen.Choose(0, 1_000).ListOf().ToArbitrary(),
            async steps => await TurnPagesAsync(store, new TaskScope("", $"owner{Interlocked.Increment(ref number)}"), [.. steps])));
    }

    private async Task PlayAsync(ITaskStore store, string id, int[] steps)
    {
        var created = await AddAsync(store, Alice.Key(id));
        var states = new ConcurrentDictionary<long, string> { [1] = Json(created) };
        using var done = new CancellationTokenSource();
        var reader = ReadAsync(store, created.Key, states, done.Token);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(writer => Task.Run(() =>
            WriteAsync(store, created, [.. steps.Where((_, i) => i % 3 == writer)], states))));
        await done.CancelAsync();

        var newest = (await store.FindAsync(created.Key, Token))!;
        Assert.Equal(states.Count, newest.Version);
        Assert.Equal(states[newest.Version], Json(newest));
        foreach (var (version, json) in await reader)
        {
            Assert.Equal(states[version], json);
        }
    }

    private static async Task WriteAsync(ITaskStore store, TaskRecord known, int[] steps, ConcurrentDictionary<long, string> states)
    {
        foreach (var step in steps)
        {
            var change = Event(known, step);
            var next = known with { Task = TaskReducer.Apply(known.Task, change, MaxHistory), Version = known.Version + 1 };
            try
            {
                await store.AppendAsync(next, [change], Token);
                Assert.True(states.TryAdd(next.Version, Json(next)), $"Two writers wrote version {next.Version}.");
                known = next;
            }
            catch (TaskConflictException)
            {
                known = (await store.FindAsync(known.Key, Token))!;
            }
        }
    }

    private static async Task<List<(long Version, string Json)>> ReadAsync(ITaskStore store, TaskKey key, ConcurrentDictionary<long, string> states, CancellationToken done)
    {
        var seen = new List<(long Version, string Json)>();
        do
        {
            // What has been appended before the read began must be in it.
            var least = states.Count;
            var record = (await store.FindAsync(key, Token))!;
            Assert.InRange(record.Version, least, long.MaxValue);
            seen.Add((record.Version, Json(record)));
            await Task.Yield();
        }
        while (!done.IsCancellationRequested && seen.Count < 10_000);

        return seen;
    }

    private async Task TurnPagesAsync(ITaskStore store, TaskScope scope, int[] steps)
    {
        var records = new List<TaskRecord>();
        foreach (var _ in steps)
        {
            Clock.Advance(TimeSpan.FromTicks(records.Count % 2));
            records.Add(await AddAsync(store, scope.Key($"t{records.Count}")));
        }

        var listed = new List<string>();
        var changed = new HashSet<string>();
        var token = "";
        var turn = 0;
        do
        {
            var page = await store.ListAsync(new TaskQuery { Scope = scope, PageSize = 3, PageToken = token }, Token);
            listed.AddRange(page.Tasks.Select(static task => task.Id));
            token = page.NextPageToken;
            if (turn < steps.Length)
            {
                var index = steps[turn++] % records.Count;
                records[index] = await ChangeAsync(store, records[index], steps[turn - 1] % 2 == 0 ? TaskState.Working : TaskState.Completed);
                changed.Add(records[index].Key.Id);
            }
        }
        while (token.Length > 0);

        Assert.Equal(
            records.Select(static record => record.Key.Id).Where(id => !changed.Contains(id)).Reverse(),
            listed.Where(id => !changed.Contains(id)));
        Assert.Equal(listed.Distinct(), listed);
    }

    private static StreamEvent Event(TaskRecord record, int step)
    {
        var text = new Message { MessageId = $"m{step}", Role = Role.Agent, Parts = [Part.FromText($"{step}")] };
        return (step % 4) switch
        {
            0 => Status(TaskState.Working),
            1 => Status(TaskState.InputRequired),
            _ => StreamEvent.From(new TaskArtifactUpdateEvent
            {
                TaskId = record.Key.Id,
                ContextId = "c",
                Artifact = new Artifact { ArtifactId = $"a{step % 3}", Parts = [Part.FromText($"{step}")] },
                Append = step % 4 == 2,
            }),
        };

        StreamEvent Status(TaskState state) => StreamEvent.From(new TaskStatusUpdateEvent
        {
            TaskId = record.Key.Id,
            ContextId = "c",
            Status = new AgentTaskStatus { State = state, Message = text, Timestamp = DateTimeOffset.UnixEpoch.AddSeconds(step) },
        });
    }
}
