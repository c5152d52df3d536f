using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Operations.Idempotency;
using A2AAgent.Server.Tasks;
using A2AAgent.Tests.Tasks;

namespace A2AAgent.Tests.Idempotency;

public sealed class InMemoryReplyLogTests
{
    private static readonly byte[] Digest = [1, 2, 3];

    private readonly TestClock _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reply_is_kept_as_long_as_a_finished_task()
    {
        var log = Create(new TaskOptions { FinishedTtl = TimeSpan.FromMinutes(10) });
        await ReplyAsync(log, "m", "hello");

        _clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal("hello", (await ReserveAsync(log, "m")).Reply!.Parts[0].Text);
        Assert.True(log.Knows(Key("m")));

        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.False(log.Knows(Key("m")));
        Assert.Equal(ReservationState.Reserved, (await ReserveAsync(log, "m")).State);
    }

    [Fact]
    public async Task The_oldest_replies_go_when_there_are_too_many()
    {
        var log = Create(new TaskOptions { MaxTasks = 10 });
        for (var i = 0; i < 25; i++)
        {
            await ReplyAsync(log, $"m{i}", "x");
        }

        Assert.InRange(Enumerable.Range(0, 25).Count(i => log.Knows(Key($"m{i}"))), 10, 11);
        Assert.True(log.Knows(Key("m24")));
        Assert.False(log.Knows(Key("m0")));
    }

    [Fact]
    public async Task The_oldest_replies_go_when_they_take_too_much()
    {
        var log = Create(new TaskOptions { MaxBytes = 400_000 });
        for (var i = 0; i < 25; i++)
        {
            await ReplyAsync(log, $"m{i}", new string('x', 10_000));
        }

        Assert.InRange(Enumerable.Range(0, 25).Count(i => log.Knows(Key($"m{i}"))), 8, 11);
        Assert.True(log.Knows(Key("m24")));
    }

    private static TaskKey Key(string id) => new("", "alice", id);

    private static ValueTask<Reservation> ReserveAsync(InMemoryReplyLog log, string id) => log.ReserveAsync(Key(id), Digest, Guid.NewGuid(), Token);

    private static async Task ReplyAsync(InMemoryReplyLog log, string id, string text)
    {
        Assert.Equal(ReservationState.Reserved, (await ReserveAsync(log, id)).State);
        Assert.True(await log.CompleteAsync(Key(id), Digest, Guid.NewGuid(), Message.FromAgent(text), Token));
    }

    private InMemoryReplyLog Create(TaskOptions options) => new(new InMemoryTaskStore(options, _clock), options, _clock);
}
