namespace A2AAgent.Tests.Contract;

/// <content>Messages and the tasks that they begin and continue.</content>
public abstract partial class BindingContract
{
    [Fact]
    public async Task A_message_becomes_a_task_that_completes_with_an_artifact()
    {
        var task = (await Client.CallAsync("SendMessage", TestJson.Text("echo", "hello"))).GetProperty("task");

        Assert.Equal("TASK_STATE_COMPLETED", task.State());
        Assert.Equal("hello", task.GetProperty("artifacts")[0].GetProperty("parts")[0].GetProperty("text").GetString());
        Assert.Equal("hello", task.GetProperty("history")[0].GetProperty("parts")[0].GetProperty("text").GetString());
        Assert.Equal(task.GetProperty("id").GetString(), task.GetProperty("history")[0].GetProperty("taskId").GetString());
        Assert.NotEqual("", task.GetProperty("contextId").GetString());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", task.GetProperty("status").GetProperty("timestamp").GetString());
    }

    [Fact]
    public async Task A_skill_that_returns_a_message_answers_without_a_task()
    {
        var answer = await Client.CallAsync("SendMessage", TestJson.Text("reply", "hi", contextId: "c-1"));

        var message = answer.GetProperty("message");
        Assert.Equal("You said: hi", message.GetProperty("parts")[0].GetProperty("text").GetString());
        Assert.Equal("ROLE_AGENT", message.GetProperty("role").GetString());
        Assert.Equal("c-1", message.GetProperty("contextId").GetString());
        Assert.False(answer.TryGetProperty("task", out _));
        Assert.Equal(0, (await Client.CallAsync("ListTasks")).GetProperty("totalSize").GetInt32());
    }

    [Fact]
    public async Task A_typed_skill_takes_and_gives_data()
    {
        var task = (await Client.CallAsync("SendMessage", TestJson.Request("add", [new { data = new { left = 40, right = 2 } }]))).GetProperty("task");

        Assert.Equal(42, task.GetProperty("artifacts")[0].GetProperty("parts")[0].GetProperty("data").GetProperty("value").GetInt32());
    }

    [Fact]
    public async Task A_typed_skill_takes_json_in_a_text_part()
    {
        var task = (await Client.CallAsync("SendMessage", TestJson.Text("add", """{"left":1,"right":2}"""))).GetProperty("task");

        Assert.Equal(3, task.GetProperty("artifacts")[0].GetProperty("parts")[0].GetProperty("data").GetProperty("value").GetInt32());
    }

    [Fact]
    public async Task Data_that_does_not_fit_fails_before_a_task_exists()
    {
        var error = await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("SendMessage", TestJson.Request("add", [new { data = new { left = "x" } }])));

        Assert.Equal("INVALID_PARAMS", error.Reason);
        Assert.Equal(["message.parts[0].left"], error.Fields);
        Assert.Equal(0, (await Client.CallAsync("ListTasks")).GetProperty("totalSize").GetInt32());
    }

    [Fact]
    public async Task A_task_that_needs_input_continues_with_the_next_message()
    {
        var asked = (await Client.CallAsync("SendMessage", TestJson.Text("book", "a room"))).GetProperty("task");
        Assert.Equal("TASK_STATE_INPUT_REQUIRED", asked.State());
        Assert.Equal("For which date?", asked.GetProperty("status").GetProperty("message").GetProperty("parts")[0].GetProperty("text").GetString());

        var id = asked.GetProperty("id").GetString();
        var booked = (await Client.CallAsync("SendMessage", TestJson.Request(null, [new { text = "Monday" }], taskId: id))).GetProperty("task");

        Assert.Equal("TASK_STATE_COMPLETED", booked.State());
        Assert.Equal(id, booked.GetProperty("id").GetString());
        Assert.Equal(asked.GetProperty("contextId").GetString(), booked.GetProperty("contextId").GetString());
        Assert.Equal("Booked for Monday", booked.GetProperty("artifacts")[0].GetProperty("parts")[0].GetProperty("text").GetString());
        Assert.Equal(
            ["a room", "For which date?", "Monday"],
            booked.GetProperty("history").EnumerateArray().Select(static message => message.GetProperty("parts")[0].GetProperty("text").GetString()));
    }

    [Fact]
    public async Task A_task_may_wait_for_authentication_or_be_rejected()
    {
        Assert.Equal("TASK_STATE_AUTH_REQUIRED", (await Client.CallAsync("SendMessage", TestJson.Text("book", "secret"))).GetProperty("task").State());
        Assert.Equal("TASK_STATE_REJECTED", (await Client.CallAsync("SendMessage", TestJson.Text("refuse", "x"))).GetProperty("task").State());
    }

    [Fact]
    public async Task A_skill_that_throws_fails_its_task_and_tells_the_client_nothing_of_the_exception()
    {
        var task = (await Client.CallAsync("SendMessage", TestJson.Text("fail", "x"))).GetProperty("task");

        Assert.Equal("TASK_STATE_FAILED", task.State());
        Assert.DoesNotContain("hunter2", task.GetRawText(), StringComparison.Ordinal);
        Assert.Contains(Host.Logs.Entries, static entry => entry.Exception?.Message.Contains("hunter2", StringComparison.Ordinal) is true);
    }

    [Fact]
    public async Task A_message_that_does_not_wait_returns_a_running_task()
    {
        var task = (await Client.CallAsync("SendMessage", TestJson.Text("wait", "x", configuration: new { returnImmediately = true }))).GetProperty("task");
        Assert.Contains(task.State(), (string[])["TASK_STATE_SUBMITTED", "TASK_STATE_WORKING"]);

        Host.Script.Open();
        Assert.Equal("TASK_STATE_COMPLETED", (await PollAsync(task.GetProperty("id").GetString()!, "TASK_STATE_COMPLETED")).State());
    }

    [Fact]
    public async Task An_ended_task_takes_no_message()
    {
        var id = (await Client.CallAsync("SendMessage", TestJson.Text("echo", "x"))).GetProperty("task").GetProperty("id").GetString();

        var error = await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("SendMessage", TestJson.Text("echo", "x", taskId: id)));

        Assert.Equal("UNSUPPORTED_OPERATION", error.Reason);
    }

    [Fact]
    public async Task A_running_task_takes_no_message()
    {
        await using var stream = await Client.StreamAsync("SendStreamingMessage", TestJson.Text("wait", "x"));
        var id = (await stream.NextAsync())!.Value.GetProperty("task").GetProperty("id").GetString();

        var error = await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("SendMessage", TestJson.Text("wait", "y", taskId: id)));

        Assert.Equal("UNSUPPORTED_OPERATION", error.Reason);
    }

    [Fact]
    public async Task A_context_that_is_not_the_tasks_is_rejected()
    {
        var id = (await Client.CallAsync("SendMessage", TestJson.Text("book", "x"))).GetProperty("task").GetProperty("id").GetString();

        var error = await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("SendMessage", TestJson.Text("book", "y", taskId: id, contextId: "another")));

        Assert.Equal("INVALID_PARAMS", error.Reason);
        Assert.Equal(["message.contextId"], error.Fields);
    }
}
