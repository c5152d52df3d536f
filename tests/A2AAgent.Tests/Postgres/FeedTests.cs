using System.Globalization;
using A2AAgent.Postgres.Feed;
using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Tasks;
using A2AAgent.Tests.Tasks;

namespace A2AAgent.Tests.Postgres;

/// <summary>One replica writes, another one reads.</summary>
public sealed class FeedTests : IAsyncLifetime
{
    private static readonly TaskKey Key = new("", "alice", "t");

    private Database? _writer;
    private Database? _reader;
    private PostgresTaskFeed? _feed;
    private TaskListener? _listener;

    private Database Writer => _writer!;

    private Database Reader => _reader!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _writer = await SharedPostgres.NewAsync();
        await _writer.MigrateAsync();
        _reader = _writer.Replica();
        (_feed, _listener) = _reader.Feed();
        await _listener.StartAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _listener!.StopAsync(CancellationToken.None);
        _listener.Dispose();
        await Reader.DisposeAsync();
        await Writer.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_event_arrives_once_and_in_order_also_when_nobody_notifies(bool notifies)
    {
        if (notifies)
        {
            await Writer.Notifier.StartAsync(Token);
        }

        var store = Writer.Store(new TaskOptions(), TimeProvider.System);
        var record = await CreateAsync(store);
        var readers = Enumerable.Range(0, 5).Select(_ => VersionsAsync(after: 1)).ToList();

        await WriteAsync(store, record, count: 300);

        foreach (var reader in readers)
        {
            Assert.Equal(Enumerable.Range(2, 300).Select(static version => (long)version), await reader.WaitAsync(TimeSpan.FromSeconds(60), Token));
        }
    }

    [Fact]
    public async Task An_event_arrives_at_once_when_it_is_notified()
    {
        await Writer.Notifier.StartAsync(Token);
        var store = Writer.Store(new TaskOptions(), TimeProvider.System);
        var record = await CreateAsync(store);
        await using var events = _feed!.ReadAsync(Key, after: 1, Token).GetAsyncEnumerator(Token);
        var began = TimeProvider.System.GetTimestamp();
        for (var i = 1; i <= 20; i++)
        {
            var next = events.MoveNextAsync().AsTask();
            record = await AppendAsync(store, record, last: false);
            Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(30), Token));
        }

        // Without notifications each would wait for the listener's own look, every 2 seconds.
        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_lost_connection_loses_no_event()
    {
        await Writer.Notifier.StartAsync(Token);
        var store = Writer.Store(new TaskOptions(), TimeProvider.System);
        var record = await CreateAsync(store);
        var reading = VersionsAsync(after: 1);

        for (var i = 0; i < 100; i++)
        {
            if (i % 20 == 10)
            {
                await Writer.RunAsync($"select count(pg_terminate_backend(pid)) from pg_stat_activity where query like 'listen \"{Writer.Options.Schema}.events\"%'");
            }

            record = await AppendAsync(store, record, last: i == 99);
        }

        Assert.Equal(Enumerable.Range(2, 100).Select(static version => (long)version), await reading.WaitAsync(TimeSpan.FromSeconds(60), Token));
    }

    [Fact]
    public async Task A_feed_begins_after_the_version_that_its_reader_knows()
    {
        var store = Writer.Store(new TaskOptions(), TimeProvider.System);
        await WriteAsync(store, await CreateAsync(store), count: 10);

        Assert.Equal([8L, 9, 10, 11], await VersionsAsync(after: 7));
    }

    [Fact]
    public async Task A_feed_of_a_task_that_is_not_there_or_goes_away_ends()
    {
        var store = Writer.Store(new TaskOptions(), TimeProvider.System);
        Assert.Empty(await VersionsAsync(after: 1));

        await CreateAsync(store);
        var reading = VersionsAsync(after: 1);
        await Writer.RunAsync("delete from {schema}.tasks");

        Assert.Empty(await reading.WaitAsync(TimeSpan.FromSeconds(60), Token));
    }

    private static async Task<TaskRecord> CreateAsync(ITaskStore store)
    {
        var record = StoreContract.Record(Key, DateTimeOffset.UnixEpoch);
        await store.CreateAsync(record, Token);
        return record;
    }

    private async Task<List<long>> VersionsAsync(long after)
    {
        var versions = new List<long>();
        await foreach (var recorded in _feed!.ReadAsync(Key, after, Token))
        {
            Assert.Equal(recorded.Version.ToString(CultureInfo.InvariantCulture), recorded.Event.StatusUpdate!.Status.Message!.MessageId);
            versions.Add(recorded.Version);
        }

        return versions;
    }

    private static async Task WriteAsync(ITaskStore store, TaskRecord record, int count)
    {
        for (var i = 1; i <= count; i++)
        {
            record = await AppendAsync(store, record, last: i == count);
        }
    }

    private static async Task<TaskRecord> AppendAsync(ITaskStore store, TaskRecord record, bool last)
    {
        var version = record.Version + 1;
        var status = new AgentTaskStatus
        {
            State = last ? TaskState.Completed : TaskState.Working,
            Timestamp = DateTimeOffset.UnixEpoch,
            Message = new Message { MessageId = $"{version}", Role = Role.Agent, Parts = [Part.FromText("x")] },
        };
        var next = record with { Task = record.Task with { Status = status }, Version = version };
        await store.AppendAsync(next, [StreamEvent.From(new TaskStatusUpdateEvent { TaskId = "t", ContextId = "c", Status = status })], Token);
        return next;
    }
}
