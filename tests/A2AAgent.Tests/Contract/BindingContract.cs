using System.Text.Json;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Contract;

/// <summary>What every binding must do alike. One class per binding runs it.</summary>
public abstract class BindingContract : IAsyncLifetime
{
    private AgentHost? _host;
    private IBindingClient? _client;

    private protected AgentHost Host => _host!;

    private protected IBindingClient Client => _client!;

    private protected abstract IBindingClient Connect(AgentHost host);

    public async ValueTask InitializeAsync()
    {
        _host = await AgentHost.StartAsync(("Agent:Tasks:CancelGrace", "00:00:00.2"));
        _client = Connect(_host);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

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
    public async Task An_ended_task_is_got_and_listed_as_it_was_answered()
    {
        var sent = (await Client.CallAsync("SendMessage", TestJson.Request("add", [new { data = new { left = 40, right = 2, note = "é\u2028😀", deep = new[] { new { x = 1.50 } } } }]))).GetProperty("task");

        var got = await Client.CallAsync("GetTask", new { id = sent.GetProperty("id").GetString() });
        var listed = (await Client.CallAsync("ListTasks", new { includeArtifacts = true })).GetProperty("tasks")[0];

        Assert.Equal(sent.GetRawText(), got.GetRawText());
        Assert.Equal(sent.GetRawText(), listed.GetRawText());
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
    public async Task A_stream_begins_with_the_task_and_ends_with_its_last_status()
    {
        await using var stream = await Client.StreamAsync("SendStreamingMessage", TestJson.Text("steps", "go"));
        Host.Script.Open();
        var events = await stream.ToListAsync();

        Assert.Equal(
            ["task", "TASK_STATE_WORKING", "TASK_STATE_WORKING step 1", "artifact one", "TASK_STATE_WORKING step 2", "artifact dHdv", "TASK_STATE_COMPLETED"],
            events.Select(Describe));
        Assert.Equal("TASK_STATE_SUBMITTED", events[0].GetProperty("task").State());
    }

    [Fact]
    public async Task A_streamed_artifact_arrives_in_chunks_and_is_whole_in_the_task()
    {
        Host.Script.Open();
        await using var stream = await Client.StreamAsync("SendStreamingMessage", TestJson.Text("count", "3"));
        var events = await stream.ToListAsync();

        var chunks = events.Where(static e => e.TryGetProperty("artifactUpdate", out _)).Select(static e => e.GetProperty("artifactUpdate")).ToList();
        Assert.Equal(4, chunks.Count);
        Assert.False(chunks[0].TryGetProperty("append", out _));
        Assert.All(chunks[1..], static chunk => Assert.True(chunk.GetProperty("append").GetBoolean()));
        Assert.All(chunks[..3], static chunk => Assert.False(chunk.TryGetProperty("lastChunk", out _)));
        Assert.True(chunks[3].GetProperty("lastChunk").GetBoolean());
        var task = await Client.CallAsync("GetTask", new { id = events[0].GetProperty("task").GetProperty("id").GetString() });
        Assert.Equal(["1", "2", "3"], task.GetProperty("artifacts")[0].GetProperty("parts").EnumerateArray().Select(static part => part.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task A_direct_reply_streams_as_one_message()
    {
        await using var stream = await Client.StreamAsync("SendStreamingMessage", TestJson.Text("reply", "hi"));
        var events = await stream.ToListAsync();

        Assert.Equal("You said: hi", Assert.Single(events).GetProperty("message").GetProperty("parts")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_stream_of_a_sent_message_ends_where_the_task_needs_input()
    {
        await using var stream = await Client.StreamAsync("SendStreamingMessage", TestJson.Text("book", "a room"));
        var events = await stream.ToListAsync();

        Assert.Equal(["task", "TASK_STATE_WORKING", "TASK_STATE_INPUT_REQUIRED For which date?"], events.Select(Describe));
    }

    [Fact]
    public async Task A_subscription_stays_open_while_the_task_needs_input_and_ends_with_the_task()
    {
        var asked = (await Client.CallAsync("SendMessage", TestJson.Text("book", "a room"))).GetProperty("task");
        var id = asked.GetProperty("id").GetString();
        await using var stream = await Client.StreamAsync("SubscribeToTask", new { id });
        Assert.Equal("TASK_STATE_INPUT_REQUIRED", (await stream.NextAsync())!.Value.GetProperty("task").State());

        await Client.CallAsync("SendMessage", TestJson.Text("book", "Monday", taskId: id));

        Assert.Equal(["TASK_STATE_WORKING", "artifact Booked for Monday", "TASK_STATE_COMPLETED Enjoy"], (await stream.ToListAsync()).Select(Describe));
    }

    [Fact]
    public async Task A_subscription_to_a_running_task_has_no_gap_and_no_repeat()
    {
        await using var first = await Client.StreamAsync("SendStreamingMessage", TestJson.Text("steps", "go"));
        var snapshot = (await first.NextAsync())!.Value.GetProperty("task");
        await ReadUntilAsync(first, "artifact one");
        await using var second = await Client.StreamAsync("SubscribeToTask", new { id = snapshot.GetProperty("id").GetString() });
        var joined = (await second.NextAsync())!.Value.GetProperty("task");
        Assert.Equal("one", joined.GetProperty("artifacts")[0].GetProperty("parts")[0].GetProperty("text").GetString());

        Host.Script.Open();

        var rest = (await first.ToListAsync()).Select(Describe).ToList();
        Assert.Equal(["TASK_STATE_WORKING step 2", "artifact dHdv", "TASK_STATE_COMPLETED"], rest);
        Assert.Equal(rest, (await second.ToListAsync()).Select(Describe));
    }

    [Fact]
    public async Task A_client_that_leaves_does_not_end_its_task()
    {
        var stream = await Client.StreamAsync("SendStreamingMessage", TestJson.Text("wait", "x"));
        var id = (await stream.NextAsync())!.Value.GetProperty("task").GetProperty("id").GetString()!;
        await Host.Script.NextStartedAsync(TestContext.Current.CancellationToken);
        await stream.DisposeAsync();

        Host.Script.Open();
        Assert.Equal("TASK_STATE_COMPLETED", (await PollAsync(id, "TASK_STATE_COMPLETED")).State());
    }

    [Fact]
    public async Task A_subscription_to_an_ended_task_fails_before_the_stream()
    {
        var task = (await Client.CallAsync("SendMessage", TestJson.Text("echo", "x"))).GetProperty("task");

        var error = await Assert.ThrowsAsync<BindingError>(() => Client.StreamAsync("SubscribeToTask", new { id = task.GetProperty("id").GetString() }));

        Assert.Equal("UNSUPPORTED_OPERATION", error.Reason);
    }

    [Theory]
    [InlineData("GetTask")]
    [InlineData("CancelTask")]
    public async Task An_unknown_task_is_not_found(string operation)
    {
        var error = await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync(operation, new { id = "../../etc/passwd" }));

        Assert.Equal("TASK_NOT_FOUND", error.Reason);
    }

    [Fact]
    public async Task An_unknown_task_cannot_be_watched_or_continued()
    {
        var watched = await Assert.ThrowsAsync<BindingError>(() => Client.StreamAsync("SubscribeToTask", new { id = "nope" }));
        var continued = await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("SendMessage", TestJson.Text("echo", "x", taskId: "nope")));
        var streamed = await Assert.ThrowsAsync<BindingError>(() => Client.StreamAsync("SendStreamingMessage", TestJson.Text("echo", "x", taskId: "nope")));

        Assert.All([watched, continued, streamed], static error => Assert.Equal("TASK_NOT_FOUND", error.Reason));
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
    [InlineData("status", "TASK_STATE_RUNNING")]
    [InlineData("statusTimestampAfter", "yesterday")]
    public async Task A_wrong_filter_is_invalid_and_named(string field, object value)
    {
        var error = await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("ListTasks", new Dictionary<string, object> { [field] = value }));

        Assert.Equal("INVALID_PARAMS", error.Reason);
        Assert.Equal([field], error.Fields);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0.3")]
    [InlineData("2.0")]
    [InlineData("1")]
    [InlineData("1.0.x")]
    public async Task Another_protocol_version_is_not_supported_and_the_error_says_what_to_send(string? version)
    {
        var error = await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("ListTasks", headers: new CallHeaders(version)));

        Assert.Equal("VERSION_NOT_SUPPORTED", error.Reason);
        Assert.Contains("A2A-Version: 1.0", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("1.0.1")]
    public async Task The_protocol_version_is_spoken_whatever_its_patch(string version) =>
        await Client.CallAsync("ListTasks", headers: new CallHeaders(version));

    [Fact]
    public async Task Push_notifications_are_not_supported_and_say_so_in_every_way_to_ask()
    {
        var config = new { url = "https://example.com/hook" };
        BindingError[] errors =
        [
            await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("CreateTaskPushNotificationConfig", new { taskId = "t", config.url })),
            await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("GetTaskPushNotificationConfig", new { taskId = "t", id = "c" })),
            await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("ListTaskPushNotificationConfigs", new { taskId = "t" })),
            await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("DeleteTaskPushNotificationConfig", new { taskId = "t", id = "c" })),
            await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("SendMessage", TestJson.Text("echo", "x", configuration: new { taskPushNotificationConfig = config }))),
        ];

        Assert.All(errors, static error => Assert.Equal("PUSH_NOTIFICATION_NOT_SUPPORTED", error.Reason));
    }

    [Fact]
    public async Task There_is_no_extended_card()
    {
        var error = await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("GetExtendedAgentCard"));

        Assert.Equal("UNSUPPORTED_OPERATION", error.Reason);
    }

    [Fact]
    public async Task An_unknown_skill_is_invalid_and_the_error_lists_the_known_ones()
    {
        var error = await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("SendMessage", TestJson.Text("dance", "x")));

        Assert.Equal("INVALID_PARAMS", error.Reason);
        Assert.Equal(["message.metadata.skillId"], error.Fields);
        Assert.Contains("echo, reply, add", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_without_skill_goes_to_the_default_one()
    {
        var task = (await Client.CallAsync("SendMessage", TestJson.Request(null, [new { text = "hello" }]))).GetProperty("task");

        Assert.Equal("hello", task.GetProperty("artifacts")[0].GetProperty("parts")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task The_request_may_name_the_skill_too()
    {
        var answer = await Client.CallAsync("SendMessage", new
        {
            message = new { messageId = "m", role = "ROLE_USER", parts = new[] { new { text = "hi" } } },
            metadata = new { skillId = "reply" },
        });

        Assert.True(answer.TryGetProperty("message", out _));
    }

    [Fact]
    public async Task A_media_type_that_the_skill_does_not_take_is_refused()
    {
        var error = await Assert.ThrowsAsync<BindingError>(() =>
            Client.CallAsync("SendMessage", TestJson.Request("echo", [new { raw = "AAAA", mediaType = "image/png" }])));

        Assert.Equal("CONTENT_TYPE_NOT_SUPPORTED", error.Reason);
    }

    [Theory]
    [InlineData("""{"message":{"role":"ROLE_USER","parts":[{"text":"x"}]}}""", "message.messageId")]
    [InlineData("""{"message":{"messageId":"m","parts":[{"text":"x"}]}}""", "message.role")]
    [InlineData("""{"message":{"messageId":"m","role":"ROLE_AGENT","parts":[{"text":"x"}]}}""", "message.role")]
    [InlineData("""{"message":{"messageId":"m","role":"ROLE_USER"}}""", "message.parts")]
    [InlineData("""{"message":{"messageId":"m","role":"ROLE_USER","parts":[]}}""", "message.parts")]
    [InlineData("""{"message":{"messageId":"m","role":"ROLE_USER","parts":[{}]}}""", "message.parts[0]")]
    [InlineData("""{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"x"}],"contextId":"a\u0000b"}}""", "message.contextId")]
    [InlineData("""{}""", "message")]
    public async Task A_missing_or_wrong_field_is_invalid_and_named(string request, string field)
    {
        var error = await Assert.ThrowsAsync<BindingError>(() => Client.CallAsync("SendMessage", JsonDocument.Parse(request).RootElement));

        Assert.Equal("INVALID_PARAMS", error.Reason);
        Assert.Equal([field], error.Fields);
    }

    [Fact]
    public async Task Names_in_snake_case_and_numbers_for_enumerations_are_understood()
    {
        var request = JsonDocument.Parse("""{"message":{"message_id":"m","role":1,"context_id":"c-9","parts":[{"text":"x"}]},"configuration":{"history_length":0}}""").RootElement;

        var task = (await Client.CallAsync("SendMessage", request)).GetProperty("task");

        Assert.Equal("c-9", task.GetProperty("contextId").GetString());
        Assert.False(task.TryGetProperty("history", out _));
    }

    private static int HistoryOf(JsonElement task) => task.TryGetProperty("history", out var history) ? history.GetArrayLength() : 0;

    private async Task<JsonElement> PollAsync(string id, string state)
    {
        while (true)
        {
            var task = await Client.CallAsync("GetTask", new { id });
            if (task.State() == state)
            {
                return task;
            }

            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private static async Task ReadUntilAsync(OpenStream stream, string description)
    {
        while (Describe((await stream.NextAsync())!.Value) != description)
        {
        }
    }

    private static string Describe(JsonElement item)
    {
        if (item.TryGetProperty("statusUpdate", out var update))
        {
            var said = update.GetProperty("status").TryGetProperty("message", out var message) ? " " + message.GetProperty("parts")[0].GetProperty("text").GetString() : "";
            return update.State() + said;
        }

        if (item.TryGetProperty("artifactUpdate", out var artifact))
        {
            var part = artifact.GetProperty("artifact").GetProperty("parts")[0];
            return "artifact " + (part.TryGetProperty("text", out var text) ? text : part.GetProperty("raw")).GetString();
        }

        return item.EnumerateObject().Single().Name;
    }
}
