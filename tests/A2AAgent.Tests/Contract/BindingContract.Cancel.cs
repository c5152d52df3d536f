namespace A2AAgent.Tests.Contract;

/// <content>Ending tasks.</content>
public abstract partial class BindingContract
{
    [Fact]
    public async Task A_running_task_can_be_canceled_and_its_watchers_see_it()
    {
        await using var stream = await Client.StreamAsync("SendStreamingMessage", TestJson.Text("wait", "x"));
        var id = (await stream.NextAsync())!.Value.GetProperty("task").GetProperty("id").GetString();
        await Host.Script.NextStartedAsync(TestContext.Current.CancellationToken);

        var canceled = await Client.CallAsync("CancelTask", new { id });

        Assert.Equal("TASK_STATE_CANCELED", canceled.State());
        Assert.Equal("TASK_STATE_CANCELED", Describe((await stream.ToListAsync())[^1]));
    }

    [Fact]
    public async Task Two_cancels_at_once_both_succeed()
    {
        await using var stream = await Client.StreamAsync("SendStreamingMessage", TestJson.Text("stubborn", "x"));
        var id = (await stream.NextAsync())!.Value.GetProperty("task").GetProperty("id").GetString();
        await Host.Script.NextStartedAsync(TestContext.Current.CancellationToken);

        var both = await Task.WhenAll(Client.CallAsync("CancelTask", new { id }), Connect(Host).CallAsync("CancelTask", new { id }));

        Assert.All(both, static task => Assert.Equal("TASK_STATE_CANCELED", task.State()));
    }

    [Fact]
    public async Task A_skill_that_ignores_cancellation_loses_its_task_and_what_it_says_later()
    {
        var task = (await Client.CallAsync("SendMessage", TestJson.Text("stubborn", "x", configuration: new { returnImmediately = true }))).GetProperty("task");
        var id = task.GetProperty("id").GetString();
        await Host.Script.NextStartedAsync(TestContext.Current.CancellationToken);
        Assert.Equal("TASK_STATE_CANCELED", (await Client.CallAsync("CancelTask", new { id })).State());

        Host.Script.Open();

        var later = await Client.CallAsync("GetTask", new { id });
        Assert.Equal("TASK_STATE_CANCELED", later.State());
        Assert.False(later.TryGetProperty("artifacts", out _));
    }

    [Fact]
    public async Task A_waiting_task_can_be_canceled()
    {
        var id = (await Client.CallAsync("SendMessage", TestJson.Text("book", "x"))).GetProperty("task").GetProperty("id").GetString();

        Assert.Equal("TASK_STATE_CANCELED", (await Client.CallAsync("CancelTask", new { id })).State());
    }

    [Theory]
    [InlineData("echo")]
    [InlineData("fail")]
    [InlineData("refuse")]
    public async Task An_ended_task_cannot_be_canceled(string skill)
    {
        var id = (await Client.CallAsync("SendMessage", TestJson.Text(skill, "x"))).GetProperty("task").GetProperty("id").GetString();

        var error = await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("CancelTask", new { id }));

        Assert.Equal("TASK_NOT_CANCELABLE", error.Reason);
    }
}
