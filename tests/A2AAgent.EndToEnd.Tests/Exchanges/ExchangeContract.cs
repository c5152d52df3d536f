using System.Text.Json.Nodes;
using A2AAgent.EndToEnd.Tests.Readme;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Exchanges;

/// <summary>What the sample does, however it was built and started.</summary>
public abstract class ExchangeContract : IAsyncLifetime
{
    private AgentClient? _client;

    private AgentClient Client => _client!;

    private protected abstract Task<RunningAgent> AgentAsync();

    /// <summary>As the card names them.</summary>
    private protected virtual IReadOnlyList<string> Bindings => ["JSONRPC", "HTTP+JSON"];

    public async ValueTask InitializeAsync() => _client = new AgentClient((await AgentAsync()).Address);

    public ValueTask DisposeAsync()
    {
        _client?.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_card_is_served_and_names_JSON_RPC_first()
    {
        var card = await Client.GetAsync("/.well-known/agent-card.json");

        Assert.Equal("Expense Processor Agent", card.GetProperty("name").GetString());
        Assert.Equal(Bindings, card.GetProperty("supportedInterfaces").EnumerateArray().Select(one => one.GetProperty("protocolBinding").GetString()));
        Assert.Equal(["validate-expense", "explain-policy"], card.GetProperty("skills").EnumerateArray().Select(one => one.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task The_management_port_says_that_the_agent_is_ready()
    {
        using var http = new HttpClient { BaseAddress = (await AgentAsync()).Management };

        Assert.Equal("live", await http.GetStringAsync("/health/live", TestContext.Current.CancellationToken));
        Assert.Equal("ready", await http.GetStringAsync("/health/ready", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_measured_is_there_for_Prometheus()
    {
        using var http = new HttpClient { BaseAddress = (await AgentAsync()).Management };
        await Client.SendAsync(Binding.JsonRpc, Requests.CompleteReport);

        // A call is measured when its answer has left.
        string text;
        while (!(text = await http.GetStringAsync("/metrics", TestContext.Current.CancellationToken))
            .Contains("a2a_server_operation_duration_seconds_count{a2a_method_name=\"SendMessage\",a2a_binding=\"jsonrpc\"} ", StringComparison.Ordinal))
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.Contains("a2a_task_duration_seconds_bucket{a2a_skill_id=\"validate-expense\",a2a_task_state=\"TASK_STATE_COMPLETED\",le=\"+Inf\"} ", text, StringComparison.Ordinal);
        Assert.Contains("a2a_agent_info{name=\"Expense Processor Agent\",version=\"1.0.0\"} 1\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Binding.JsonRpc)]
    [InlineData(Binding.HttpJson)]
    public async Task A_report_gets_a_verdict(Binding binding)
    {
        var task = await Client.SendAsync(binding, Requests.CompleteReport);

        Assert.Equal("TASK_STATE_COMPLETED", task.State());
        Assert.Equal("PartlyApproved", task.Verdict().Decision());
        Assert.Equal(98.50m, task.Verdict().GetProperty("approved").GetDecimal());
        Assert.Equal(2, task.Verdict().GetProperty("findings")[0].GetProperty("item").GetInt32());
    }

    [Theory]
    [InlineData(Binding.JsonRpc)]
    [InlineData(Binding.HttpJson)]
    public async Task A_report_gets_a_verdict_as_a_stream(Binding binding)
    {
        var events = await Client.StreamAsync(binding, Requests.CompleteReport).ToListAsync(TestContext.Current.CancellationToken);

        Assert.True(events[0].TryGetProperty("task", out _), events[0].ToString());
        Assert.Equal("PartlyApproved", Assert.Single(events.Parts()).GetProperty("data").Decision());
        Assert.Equal("TASK_STATE_COMPLETED", events.LastState());
    }

    [Theory]
    [InlineData(Binding.JsonRpc)]
    [InlineData(Binding.HttpJson)]
    public async Task A_missing_receipt_is_asked_for_and_the_file_that_follows_completes_the_task(Binding binding)
    {
        var asked = await Client.SendAsync(binding, Requests.ReportWithoutReceipt);
        var id = asked.GetProperty("id").GetString()!;

        Assert.Equal("TASK_STATE_INPUT_REQUIRED", asked.State());
        Assert.Equal("Attach the receipt for item 2.", asked.StatusText());

        var completed = await Client.SendAsync(binding, Requests.Receipt(id));

        Assert.Equal(id, completed.GetProperty("id").GetString());
        Assert.Equal("TASK_STATE_COMPLETED", completed.State());
        Assert.Equal("Approved", completed.Verdict().Decision());
    }

    [Theory]
    [InlineData(Binding.JsonRpc)]
    [InlineData(Binding.HttpJson)]
    public async Task A_stream_ends_when_the_agent_asks_for_a_receipt(Binding binding)
    {
        var events = await Client.StreamAsync(binding, Requests.ReportWithoutReceipt).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal("TASK_STATE_INPUT_REQUIRED", events.LastState());
    }

    [Theory]
    [InlineData(Binding.JsonRpc)]
    [InlineData(Binding.HttpJson)]
    public async Task The_policy_is_explained_word_by_word(Binding binding)
    {
        var events = await Client.StreamAsync(binding, Requests.LongExplanation).ToListAsync(TestContext.Current.CancellationToken);
        var words = events.Parts().Select(part => part.GetProperty("text").GetString()).ToList();

        Assert.True(words.Count > 20, $"{words.Count} words");
        Assert.StartsWith("Receipts: every expense above 25.00 EUR needs a receipt", string.Concat(words), StringComparison.Ordinal);
        Assert.Equal("TASK_STATE_COMPLETED", events.LastState());
    }

    [Fact]
    public async Task Each_request_of_the_readme_gets_the_answer_that_the_readme_shows()
    {
        foreach (var example in ReadmeExamples.Requests)
        {
            var answer = await Client.PostAsync(example.Path, example.Body);

            Assert.Contains(example.Essence, Compact(answer), StringComparison.Ordinal);
        }
    }

    private static string Compact(string answer) => answer.StartsWith('{') ? JsonNode.Parse(answer)!.ToJsonString() : answer;
}
