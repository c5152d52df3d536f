namespace A2AAgent.Tests.Contract;

/// <content>Getting and listing tasks.</content>
public abstract partial class BindingContract
{
    [Fact]
    public async Task An_ended_task_is_got_and_listed_as_it_was_answered()
    {
        var sent = (await Client.CallAsync("SendMessage", TestJson.Request("add", [new { data = new { left = 40, right = 2, note = "é\u2028😀", deep = new[] { new { x = 1.50 } } } }]))).GetProperty("task");

        var got = await Client.CallAsync("GetTask", new { id = sent.GetProperty("id").GetString() });
        var listed = (await Client.CallAsync("ListTasks", new { includeArtifacts = true })).GetProperty("tasks")[0];

        Assert.Equal(sent.GetRawText(), got.GetRawText());
        Assert.Equal(sent.GetRawText(), listed.GetRawText());
    }

    [Theory]
    [InlineData("GetTask")]
    [InlineData("CancelTask")]
    public async Task An_unknown_task_is_not_found(string operation)
    {
        var error = await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync(operation, new { id = "../../etc/passwd" }));

        Assert.Equal("TASK_NOT_FOUND", error.Reason);
    }

    [Theory]
    [InlineData(null, 3)]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(99, 3)]
    public async Task History_is_cut_to_the_length_that_was_asked_for(int? length, int expected)
    {
        var id = (await Client.CallAsync("SendMessage", TestJson.Text("book", "a room"))).GetProperty("task").GetProperty("id").GetString();
        object? configuration = length is null ? null : new { historyLength = length };
        var sent = (await Client.CallAsync("SendMessage", TestJson.Text("book", "Monday", taskId: id, configuration: configuration))).GetProperty("task");
        var got = await Client.CallAsync("GetTask", length is null ? new { id } : new { id, historyLength = length });

        Assert.Equal(expected, HistoryOf(sent));
        Assert.Equal(expected, HistoryOf(got));
        Assert.Equal(expected > 0, got.TryGetProperty("history", out _));
    }

    [Fact]
    public async Task A_negative_history_length_is_invalid()
    {
        var error = await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("GetTask", new { id = "x", historyLength = -1 }));

        Assert.Equal(["historyLength"], error.Fields);
    }

    [Fact]
    public async Task Lists_are_paged_newest_first_without_artifacts()
    {
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add((await Client.CallAsync("SendMessage", TestJson.Text("echo", $"{i}"))).GetProperty("task").GetProperty("id").GetString()!);
        }

        var first = await Client.CallAsync("ListTasks", new { pageSize = 2 });
        var second = await Client.CallAsync("ListTasks", new { pageSize = 2, pageToken = first.GetProperty("nextPageToken").GetString() });
        var third = await Client.CallAsync("ListTasks", new { pageSize = 2, pageToken = second.GetProperty("nextPageToken").GetString() });

        ids.Reverse();
        Assert.Equal(ids, new[] { first, second, third }.SelectMany(static page => page.GetProperty("tasks").EnumerateArray()).Select(static task => task.GetProperty("id").GetString()!));
        Assert.Equal("", third.GetProperty("nextPageToken").GetString());
        Assert.Equal(5, third.GetProperty("totalSize").GetInt32());
        Assert.Equal(2, third.GetProperty("pageSize").GetInt32());
        Assert.False(first.GetProperty("tasks")[0].TryGetProperty("artifacts", out _));
        Assert.True((await Client.CallAsync("ListTasks", new { includeArtifacts = true })).GetProperty("tasks")[0].TryGetProperty("artifacts", out _));
    }

    [Fact]
    public async Task Lists_can_be_filtered()
    {
        await Client.CallAsync("SendMessage", TestJson.Text("echo", "x", contextId: "c-1"));
        await Client.CallAsync("SendMessage", TestJson.Text("book", "x", contextId: "c-1"));
        await Client.CallAsync("SendMessage", TestJson.Text("echo", "x", contextId: "c-2"));

        Assert.Equal(2, (await Client.CallAsync("ListTasks", new { contextId = "c-1" })).GetProperty("totalSize").GetInt32());
        Assert.Equal(1, (await Client.CallAsync("ListTasks", new { contextId = "c-1", status = "TASK_STATE_INPUT_REQUIRED" })).GetProperty("totalSize").GetInt32());
        Assert.Equal(3, (await Client.CallAsync("ListTasks", new { statusTimestampAfter = "2020-01-01T00:00:00Z" })).GetProperty("totalSize").GetInt32());
        Assert.Equal(0, (await Client.CallAsync("ListTasks", new { statusTimestampAfter = "2120-01-01T00:00:00Z" })).GetProperty("totalSize").GetInt32());
    }

    [Fact]
    public async Task An_empty_list_has_every_required_field()
    {
        var page = await Client.CallAsync("ListTasks");

        Assert.Equal("""{"tasks":[],"nextPageToken":"","pageSize":50,"totalSize":0}""", page.GetRawText());
    }

    [Theory]
    [InlineData("pageSize", 0)]
    [InlineData("pageSize", 101)]
    [InlineData("historyLength", -1)]
    [InlineData("pageToken", "made-up")]
    public async Task A_wrong_filter_is_invalid_and_named(string field, object value)
    {
        var error = await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("ListTasks", new Dictionary<string, object> { [field] = value }));

        Assert.Equal("INVALID_PARAMS", error.Reason);
        Assert.Equal([field], error.Fields);
    }

    [Fact]
    public async Task An_unknown_skill_is_invalid_and_the_error_lists_the_known_ones()
    {
        var error = await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("SendMessage", TestJson.Text("dance", "x")));

        Assert.Equal("INVALID_PARAMS", error.Reason);
        Assert.Equal(["message.metadata.skillId"], error.Fields);
        Assert.Contains("echo, reply, add", error.Message, StringComparison.Ordinal);
    }
}
