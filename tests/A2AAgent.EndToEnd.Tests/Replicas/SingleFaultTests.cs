using A2AAgent.EndToEnd.Tests.Replicas.Processes;

namespace A2AAgent.EndToEnd.Tests.Replicas;

/// <summary>One fault each, at the worst moment; the clients' views are checked as in <see cref="RandomFaultTests"/>.</summary>
[Collection(nameof(ReplicaCluster))]
public sealed class SingleFaultTests(ReplicaCluster cluster) : FaultTest(cluster, "single")
{
    private readonly ReplicaCluster _cluster = cluster;

    [Fact]
    public async Task A_replica_killed_in_a_stream_is_replaced_by_one_that_runs_the_skill_again()
    {
        var (_, talking) = Begin("again");
        await (await CountingAsync()).KillAsync();
        await talking;

        var (_, tasks) = await CheckAsync();
        Assert.Equal(("TASK_STATE_COMPLETED", 1), (tasks[0].Last.State, tasks[0].Restarts));
        Assert.Equal(2, tasks[0].Runs.Count);
    }

    [Fact]
    public async Task A_replica_killed_in_a_stream_leaves_a_task_that_says_so_where_the_skill_may_not_run_again()
    {
        var (_, talking) = Begin("once");
        await (await CountingAsync()).KillAsync();
        await talking;

        var (findings, tasks) = await CheckAsync();
        Assert.Equal("TASK_STATE_FAILED", tasks[0].Last.State);
        Assert.Equal(1, findings["  failed with \"was interrupted\""]);
    }

    [Theory]
    [InlineData("once", "TASK_STATE_FAILED")]
    [InlineData("again", "TASK_STATE_COMPLETED")]
    public async Task A_replica_paused_for_longer_than_its_lease_writes_nothing_when_it_goes_on(string skill, string end)
    {
        var (_, talking) = Begin(skill, count: 60);
        var replica = await CountingAsync();
        replica.Pause();
        await UntilAsync(async () => (await LogsAsync()).Values.Single().Restarts == 1);
        replica.Resume();
        await UntilAsync(() => Task.FromResult(replica.Log.Contains("The others have given replica", StringComparison.Ordinal)));
        await talking;
        await replica.ReadyAsync();

        var (_, tasks) = await CheckAsync();
        Assert.Equal(end, tasks[0].Last.State);
        Assert.Equal(skill == "again" ? 2 : 1, tasks[0].Runs.Count);
    }

    [Fact]
    public async Task A_replica_killed_while_it_writes_has_written_or_not_and_the_next_one_goes_on_from_there()
    {
        var (_, talking) = Begin("again");
        var replica = await CountingAsync();
        var id = (await LogsAsync()).Keys.Single();
        await using (var connection = await _cluster.Database.OpenConnectionAsync(End))
        await using (await connection.BeginTransactionAsync(End))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"select from a2a.tasks where id = '{id}' for update";
            await command.ExecuteNonQueryAsync(End);
            await UntilAsync(async () => await ReadAsync("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%a2a%tasks%'") is > 0L);
            await replica.KillAsync();
        }

        await talking;

        var (_, tasks) = await CheckAsync();
        Assert.Equal("TASK_STATE_COMPLETED", tasks[0].Last.State);
        Assert.Equal(2, tasks[0].Runs.Count);
    }

    [Fact]
    public async Task A_replica_killed_while_it_pushes_is_replaced_by_one_that_pushes_this_event_again()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var held = new CancellationTokenSource();
        Webhooks.Answering = async delivery =>
        {
            if (delivery.Sequence == 5 && arrived.TrySetResult())
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, held.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        };
        var (_, talking) = Begin("again");
        await arrived.Task.WaitAsync(End);

        var id = (await LogsAsync()).Keys.Single();
        var number = await ReadAsync($"select replica from a2a.push_configs where task_id = '{id}'");
        await _cluster.Replicas.Single(replica => replica.Log.Contains($"This is replica {number} now", StringComparison.Ordinal)).KillAsync();
        await held.CancelAsync();
        await talking;

        var (findings, tasks) = await CheckAsync();
        Assert.Equal("TASK_STATE_COMPLETED", tasks[0].Last.State);
        Assert.True(findings["  delivered again (after a kill or a pause)"] > 0, findings.Table());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_database_that_crashes_or_restarts_under_tasks_costs_none_of_them(bool crashes)
    {
        var talking = Enumerable.Range(0, 20).Select(i => Begin(i % 2 == 0 ? "once" : "again").Talking).ToList();
        await UntilAsync(async () => (await LogsAsync()).Values.Count(static log => log.Count > 5) == talking.Count);

        await _cluster.RestartDatabaseAsync(crashes);
        await Task.WhenAll(talking);

        var (_, tasks) = await CheckAsync();
        Assert.All(tasks, static task => Assert.Equal("TASK_STATE_COMPLETED", task.Last.State));
    }
}
