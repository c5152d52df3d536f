using System.Text;
using System.Text.Json;
using A2AAgent.Postgres.Replies;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Idempotency;

/// <summary>A message that comes again to another replica.</summary>
public sealed class ReplicaTests : IAsyncLifetime
{
    private readonly Runs _runs = new();
    private Database? _database;
    private AgentHost? _first;
    private AgentHost? _second;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AgentHost First => _first!;

    private AgentHost Second => _second!;

    public async ValueTask InitializeAsync()
    {
        _database = await SharedPostgres.NewAsync();
        _first = await Replica.StartAsync(_database, _runs);
        _second = await Replica.StartAsync(_database, _runs);
    }

    public async ValueTask DisposeAsync()
    {
        await First.DisposeAsync();
        await Second.DisposeAsync();
        await _database!.DisposeAsync();
    }

    [Fact]
    public async Task A_task_that_has_ended_is_known_to_all()
    {
        var first = await TaskAsync(First, Sends.Text("m", "echo", "x"));
        var again = await TaskAsync(Second, Sends.Text("m", "echo", "x"));
        var refused = await Assert.ThrowsAsync<BindingError>(() => SendAsync(Second, Sends.Text("m", "echo", "y")));

        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal(["message.messageId"], refused.Fields);
        Assert.Equal(1, _runs.Number);
    }

    [Fact]
    public async Task A_repeated_message_waits_for_the_replica_that_runs_its_task()
    {
        var first = TaskAsync(First, Sends.Text("m", "hold", "x"));
        await First.Script.NextStartedAsync(Token);
        var again = TaskAsync(Second, Sends.Text("m", "hold", "x"));
        var immediate = await TaskAsync(Second, Sends.Text("m", "hold", "x", configuration: Sends.InBackground));
        await using var stream = await new JsonRpcClient(Second).StreamAsync("SendStreamingMessage", Sends.Text("m", "hold", "x"), IdempotencyContract.As(OnceAgent.Alice));
        Assert.Equal(immediate.Id(), (await stream.NextAsync())!.Value.GetProperty("task").Id());
        Assert.False(again.IsCompleted);

        First.Script.Open();

        Assert.Equal((await first).GetRawText(), (await again).GetRawText());
        Assert.Equal("TASK_STATE_COMPLETED", (await stream.ToListAsync())[^1].GetProperty("statusUpdate").State());
        Assert.Equal(1, _runs.Number);
    }

    [Fact]
    public async Task A_refused_repetition_leaves_other_watchers_of_the_task_alone()
    {
        var first = TaskAsync(First, Sends.Text("m", "hold", "x"));
        await First.Script.NextStartedAsync(Token);
        await using var stream = await new JsonRpcClient(Second).StreamAsync("SendStreamingMessage", Sends.Text("m", "hold", "x"), IdempotencyContract.As(OnceAgent.Alice));
        await stream.NextAsync();
        await TaskAsync(Second, Sends.Text("m", "hold", "x", configuration: Sends.InBackground));

        First.Script.Open();

        Assert.Equal("TASK_STATE_COMPLETED", (await stream.ToListAsync())[^1].GetProperty("statusUpdate").State());
        await first;
    }

    [Fact]
    public async Task Of_fifty_calls_to_two_replicas_one_runs_the_skill()
    {
        var calls = Enumerable.Range(0, 50).Select(i => TaskAsync(i % 2 == 0 ? First : Second, Sends.Text("m", "hold", "x"))).ToList();
        await Task.WhenAny(First.Script.NextStartedAsync(Token), Second.Script.NextStartedAsync(Token));
        First.Script.Open();
        Second.Script.Open();

        var tasks = await Task.WhenAll(calls);

        Assert.Single(tasks.Select(static task => task.Id()).Distinct());
        Assert.All(tasks, static task => Assert.Equal("TASK_STATE_COMPLETED", task.State()));
        Assert.Equal(1, _runs.Number);
    }

    [Fact]
    public async Task Of_many_calls_to_two_replicas_one_continues_the_task()
    {
        var asked = await TaskAsync(First, Sends.Text("m1", "ask", "a"));
        var calls = Enumerable.Range(0, 20).Select(i => TaskAsync(i % 2 == 0 ? First : Second, Sends.Text("m2", "ask", "hold", taskId: asked.Id()))).ToList();
        await Task.WhenAny(First.Script.NextStartedAsync(Token), Second.Script.NextStartedAsync(Token));
        First.Script.Open();
        Second.Script.Open();

        Assert.All(await Task.WhenAll(calls), static task => Assert.Equal("TASK_STATE_INPUT_REQUIRED", task.State()));
        Assert.Equal(2, _runs.Number);
    }

    [Fact]
    public async Task A_reply_is_known_to_all_also_while_it_is_made()
    {
        var calls = Enumerable.Range(0, 20).Select(i => SendAsync(i % 2 == 0 ? First : Second, Sends.Text("m", "reply-late", "x"))).ToList();
        await Task.WhenAny(First.Script.NextStartedAsync(Token), Second.Script.NextStartedAsync(Token));
        First.Script.Open();
        Second.Script.Open();

        Assert.All(await Task.WhenAll(calls), static answer => Assert.Equal("Run 1", answer.Said()));
        Assert.Equal("Run 1", (await SendAsync(Second, Sends.Text("m", "reply-late", "x"))).Said());
        Assert.Equal(1, _runs.Number);
    }

    [Fact]
    public async Task The_reply_of_a_replica_that_is_gone_is_made_anew()
    {
        await using var third = await Replica.StartAsync(_database!, _runs);
        var lost = SendAsync(third, Sends.Text("m", "reply-late", "x"));
        await third.Script.NextStartedAsync(Token);
        var again = SendAsync(Second, Sends.Text("m", "reply-late", "x"));
        Second.Script.Open();
        await _database!.RunAsync("update {schema}.replicas set lost = true where number = (select replica from {schema}.replies)");

        Assert.Equal("Run 2", (await again).Said());
        third.Script.Open();

        // What the lost one has made meanwhile is not what counts.
        Assert.Equal("Run 2", (await lost).Said());
        Assert.Equal(2, _runs.Number);
    }

    [Fact]
    public async Task A_reply_whose_client_has_gone_is_made_for_the_next_call()
    {
        using var client = new CancellationTokenSource();
        var gone = Task.Run(() => First.Client.SendAsync(Request(Sends.Text("m", "reply-late", "x")), client.Token), Token);
        await First.Script.NextStartedAsync(Token);
        var next = SendAsync(Second, Sends.Text("m", "reply-late", "x"));

        await client.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        Second.Script.Open();

        Assert.Equal("Run 2", (await next).Said());
    }

    [Fact]
    public async Task A_task_that_a_replica_could_not_finish_is_what_its_message_gets()
    {
        await using var third = await Replica.StartAsync(_database!, _runs, ("Agent:Limits:DrainTimeout", "00:00:00.1"));
        var begun = await TaskAsync(third, Sends.Text("m", "hold", "x", configuration: Sends.InBackground));
        await third.Script.NextStartedAsync(Token);
        var waiting = TaskAsync(Second, Sends.Text("m", "hold", "x"));

        await third.StopAsync();

        Assert.Equal("TASK_STATE_FAILED", (await waiting).State());
        Assert.Equal(begun.Id(), (await TaskAsync(First, Sends.Text("m", "hold", "x"))).Id());
        Assert.Equal(1, _runs.Number);
    }

    [Fact]
    public async Task After_their_time_a_message_and_its_reply_are_forgotten()
    {
        await using var forgetful = await Replica.StartAsync(_database!, _runs, ("Agent:Tasks:FinishedTtl", "00:30:00"));
        await SendAsync(forgetful, Sends.Text("m1", "reply", "x"));
        await TaskAsync(forgetful, Sends.Text("m2", "echo", "x"));
        await _database!.RunAsync("update {schema}.replies set at = at - interval '31 minutes'");
        await _database!.RunAsync("delete from {schema}.tasks");

        Assert.Equal("You said: y", (await SendAsync(forgetful, Sends.Text("m1", "reply", "y"))).Said());
        Assert.Equal("y", (await TaskAsync(forgetful, Sends.Text("m2", "echo", "y"))).Output());
        Assert.Equal(4, _runs.Number);
    }

    [Fact]
    public async Task What_is_past_its_time_is_removed_and_what_is_not_stays()
    {
        Second.Script.Open();
        foreach (var id in (string[])["old", "young", "given-up", "in-work"])
        {
            await SendAsync(Second, Sends.Text(id, "reply", id));
        }

        // Replies in the order in which they were made: the third and the fourth as if they had not been made yet.
        await _database!.RunAsync("""
            with numbered as (select ctid, row_number() over (order by at) as place from {schema}.replies)
            update {schema}.replies set
                reply = case when place > 2 then null else reply end,
                at = at - case place when 1 then interval '61 minutes' when 2 then interval '59 minutes' when 3 then interval '11 minutes' else interval '10 minutes' end
            from numbered where numbered.ctid = replies.ctid
            """);

        Assert.Equal(2, await Second.Services.GetRequiredService<PostgresReplyLog>().RemoveOldAsync(most: 500, Token));

        Assert.Equal(2L, await _database.RunAsync("select count(*) from {schema}.replies where at > now() - interval '60 minutes' and (reply is not null or at > now() - interval '10.5 minutes')"));
    }

    [Theory]
    [InlineData(true, "replies_made")]
    [InlineData(false, "replies_awaited")]
    public async Task Looking_for_what_is_past_its_time_does_not_read_what_is_not(bool made, string index)
    {
        await _database!.RunAsync("""
            insert into {schema}.replies (tenant, owner, id, digest, claim, replica, at, reply)
            select '', '', i, '', gen_random_uuid(), 0, now(), case when i % 10 > 0 then '{}' end from generate_series(1, 20000) i
            """);
        await _database.RunAsync("analyze {schema}.replies");

        var plan = await _database.RunAsync($$"""
            explain (format json) select ctid from {schema}.replies where reply is {{(made ? "not null" : "null")}} and at < now() - interval '1 hour' order by at limit 500
            """);

        Assert.Contains(index, (string)plan!, StringComparison.Ordinal);
        Assert.Contains("Index Cond", (string)plan!, StringComparison.Ordinal);
    }

    private static Task<JsonElement> SendAsync(AgentHost host, object request) => new JsonRpcClient(host).CallAsync("SendMessage", request, IdempotencyContract.As(OnceAgent.Alice));

    private static HttpRequestMessage Request(object send)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/message:send") { Content = new StringContent(TestJson.Write(send), Encoding.UTF8, "application/json") };
        request.Headers.Add("A2A-Version", "1.0");
        request.Headers.Add("X-API-Key", OnceAgent.Alice);
        return request;
    }

    private static async Task<JsonElement> TaskAsync(AgentHost host, object request) => (await SendAsync(host, request)).GetProperty("task");
}
