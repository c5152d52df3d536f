using A2AAgent.Server;
using A2AAgent.Tests.Agents;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Execution;

public sealed class TurnTests
{
    private static CallHeaders Required { get; } = new(Extensions: "urn:example:required");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_skill_that_runs_too_long_fails_its_task_and_says_how_long_it_may()
    {
        await using var host = await AgentHost.StartAsync(("Agent:Tasks:MaxRunTime", "00:00:00.2"));

        var task = (await new HttpJsonClient(host).CallAsync("SendMessage", TestJson.Text("wait", "x"))).GetProperty("task");

        Assert.Equal("TASK_STATE_FAILED", task.State());
        Assert.Contains("0.2 s", task.GetProperty("status").GetProperty("message").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beyond_the_limit_of_running_tasks_a_message_is_refused_and_told_when_to_come_back()
    {
        await using var host = await AgentHost.StartAsync(("Agent:Tasks:MaxRunning", "1"));
        await using var stream = await new HttpJsonClient(host).StreamAsync("SendStreamingMessage", TestJson.Text("wait", "x"));
        await host.Script.NextStartedAsync(Token);

        using var refused = await host.PostAsync("/message:send", TestJson.Write(TestJson.Text("echo", "x")), cancellationToken: Token);

        Assert.Equal(429, (int)refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
        host.Script.Open();
        await stream.ToListAsync();
        using var accepted = await host.PostAsync("/message:send", TestJson.Write(TestJson.Text("echo", "x")), cancellationToken: Token);
        Assert.Equal(200, (int)accepted.StatusCode);
    }

    [Fact]
    public async Task A_scoped_agent_gets_an_instance_and_a_scope_for_each_call()
    {
        await using var host = await AgentHost.StartAsync<CountedAgent>(static builder => builder.Services.AddScoped<CountedAgent>().AddScoped<Scoped>());
        var client = new JsonRpcClient(host);

        var first = await client.CallAsync("SendMessage", TestJson.Text("who", "x"));
        var second = await client.CallAsync("SendMessage", TestJson.Text("who", "x"));

        Assert.NotEqual(first.GetProperty("message").GetProperty("parts")[0].GetRawText(), second.GetProperty("message").GetProperty("parts")[0].GetRawText());
    }

    [Fact]
    public async Task A_singleton_agent_serves_all_calls()
    {
        await using var host = await AgentHost.StartAsync<CountedAgent>(static builder => builder.Services.AddSingleton<Scoped>());
        var client = new JsonRpcClient(host);

        var first = await client.CallAsync("SendMessage", TestJson.Text("who", "x"));
        var second = await client.CallAsync("SendMessage", TestJson.Text("who", "x"));

        Assert.Equal(first.GetProperty("message").GetProperty("parts")[0].GetRawText(), second.GetProperty("message").GetProperty("parts")[0].GetRawText());
    }

    [Fact]
    public async Task A_selector_chooses_among_skills_when_none_is_the_default()
    {
        await using var host = await AgentHost.StartAsync<TwoSkillAgent>(static builder => builder.Services.AddSingleton<ISkillSelector, ByFirstWord>());

        var answer = await new HttpJsonClient(host).CallAsync("SendMessage", TestJson.Request(null, [new { text = "second please" }]), Required);

        Assert.Equal("two", answer.GetProperty("task").GetProperty("artifacts")[0].GetProperty("parts")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Without_selector_and_default_a_message_must_name_its_skill()
    {
        await using var host = await AgentHost.StartAsync<TwoSkillAgent>(configure: null);

        var error = await Assert.ThrowsAsync<BindingError>(() => new HttpJsonClient(host).CallAsync("SendMessage", TestJson.Request(null, [new { text = "x" }]), Required));

        Assert.Equal(["message.metadata.skillId"], error.Fields);
        Assert.Contains("first, second", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_required_extension_must_be_asked_for_and_an_active_one_is_echoed()
    {
        await using var host = await AgentHost.StartAsync<TwoSkillAgent>(configure: null);
        var client = new HttpJsonClient(host);

        var error = await Assert.ThrowsAsync<BindingError>(() => client.CallAsync("ListTasks", headers: new CallHeaders(Extensions: "urn:other")));
        await client.CallAsync("ListTasks", headers: new CallHeaders(Extensions: "urn:other, urn:example:required"));

        Assert.Equal("EXTENSION_SUPPORT_REQUIRED", error.Reason);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/tasks");
        new CallHeaders(Extensions: "urn:example:optional,urn:example:required").AddTo(request);
        using var response = await host.Client.SendAsync(request, Token);
        Assert.Equal("urn:example:required, urn:example:optional", Assert.Single(response.Headers.GetValues("A2A-Extensions")));
    }

    [Fact]
    public async Task An_agent_that_does_not_stream_says_so_on_both_streaming_operations()
    {
        await using var host = await AgentHost.StartAsync<TwoSkillAgent>(configure: null);
        var client = new JsonRpcClient(host);
        var sent = await Assert.ThrowsAsync<BindingError>(() => client.StreamAsync("SendStreamingMessage", TestJson.Text("first", "x"), Required));
        var watched = await Assert.ThrowsAsync<BindingError>(() => client.StreamAsync("SubscribeToTask", new { id = "x" }, Required));

        Assert.Equal(["UNSUPPORTED_OPERATION", "UNSUPPORTED_OPERATION"], [sent.Reason, watched.Reason]);
    }
}
