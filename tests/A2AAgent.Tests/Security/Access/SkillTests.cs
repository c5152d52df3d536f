using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.Security.Matrix;

namespace A2AAgent.Tests.Security.Access;

/// <summary>What single skills demand.</summary>
public sealed class SkillTests
{
    public static TheoryData<string> Bindings => [.. SecureBinding.Current.Select(static binding => binding.Name)];

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_caller_without_the_scope_of_a_skill_is_told_which_and_nothing_is_created(string name)
    {
        await using var host = await Guarded.StartAsync();
        var binding = SecureBinding.Current.Single(binding => binding.Name == name);
        foreach (var operation in (string[])["SendMessage", "SendStreamingMessage"])
        {
            var answer = await binding.CallAsync(host, operation, TestJson.Text("approve", "all"), Guarded.Key(Guarded.Bob));

            Assert.Equal(403, answer.Status);
            Assert.Contains("expenses.approve", answer.Body, StringComparison.Ordinal);
        }

        Assert.Equal(0, await CountAsync(host, Guarded.Bob));
        Assert.Equal(200, (await binding.CallAsync(host, "SendMessage", TestJson.Text("approve", "all"), Guarded.Key(Guarded.Alice))).Status);
    }

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_skill_may_demand_a_second_credential(string name)
    {
        await using var host = await Guarded.StartAsync();
        var binding = SecureBinding.Current.Single(binding => binding.Name == name);

        var without = await binding.CallAsync(host, "SendMessage", TestJson.Text("seal", "it"), Guarded.Key(Guarded.Bob));
        var with = await binding.CallAsync(host, "SendMessage", TestJson.Text("seal", "it"), Guarded.KeyAndBadge(Guarded.Bob, Guarded.Badge));

        Assert.Equal(401, without.Status);
        Assert.Contains(without.Challenges, static challenge => challenge.Contains("name=\"badge\"", StringComparison.Ordinal));
        Assert.Equal(200, with.Status);
    }

    [Fact]
    public async Task A_follow_up_message_to_a_skill_needs_what_the_skill_demands()
    {
        await using var host = await Guarded.StartAsync();
        var task = await Guarded.SendAsync(host, Guarded.Bob, "ask");
        var id = task.GetProperty("id").GetString();

        var refused = await Assert.ThrowsAsync<BindingError>(() => Guarded.SendAsync(host, Guarded.Bob, "approve", id));

        Assert.Equal("PERMISSION_DENIED", refused.Reason);
        Assert.Equal("TASK_STATE_COMPLETED", (await Guarded.SendAsync(host, Guarded.Bob, "ask", id)).State());
    }

    [Fact]
    public async Task The_configuration_may_demand_other_scopes_of_a_skill_than_its_attribute()
    {
        await using var host = await Guarded.StartAsync(("Agent:Security:Skills:approve:Requirements:0:key", ""), ("Agent:Security:Skills:who:Requirements:0:key", "expenses.approve"));

        await Guarded.SendAsync(host, Guarded.Bob, "approve");

        Assert.Equal("PERMISSION_DENIED", (await Assert.ThrowsAsync<BindingError>(() => Guarded.SendAsync(host, Guarded.Bob, "who"))).Reason);
    }

    [Fact]
    public async Task A_skill_sees_an_identity_for_each_credential()
    {
        await using var host = await Guarded.StartAsync();
        var client = new JsonRpcClient(host);

        var one = await client.CallAsync("SendMessage", TestJson.Text("who", ""), Guarded.As(Guarded.Bob));
        var two = await client.CallAsync("SendMessage", TestJson.Text("who", ""), Guarded.As(Guarded.KeyAndBadge(Guarded.Bob, Guarded.Badge)));

        Assert.Equal("key:bob", Guarded.Text(one.GetProperty("task")));
        Assert.Equal("key:bob badge:alice", Guarded.Text(two.GetProperty("task")));
    }

    private static async Task<int> CountAsync(AgentHost host, string key) =>
        (await new JsonRpcClient(host).CallAsync("ListTasks", headers: Guarded.As(key))).GetProperty("tasks").GetArrayLength();
}
