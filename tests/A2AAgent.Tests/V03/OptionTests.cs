using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.V03;

public sealed class OptionTests
{
    private const string Body = """{"jsonrpc":"2.0","id":1,"method":"message/send","params":{"message":{"kind":"message","messageId":"m","role":"user","parts":[{"kind":"text","text":"x"}]}}}""";

    [Fact]
    public async Task Without_the_option_the_methods_of_0_3_are_unknown()
    {
        await using var agent = await AgentHost.StartAsync();
        await using var host = new V03Host(agent);

        Assert.Equal(-32601, (await host.RefusedAsync(Body, ("A2A-Version", "1.0"))).GetProperty("code").GetInt32());
        Assert.Equal(-32009, (await host.RefusedAsync(Body)).GetProperty("code").GetInt32());
        Assert.Equal(-32009, (await host.RefusedAsync(Body, ("A2A-Version", "0.3"))).GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task With_the_option_a_method_of_1_0_still_needs_its_version()
    {
        await using var host = await V03Host.StartAsync();

        Assert.Equal(-32009, (await host.RefusedAsync("""{"jsonrpc":"2.0","id":1,"method":"ListTasks"}""")).GetProperty("code").GetInt32());
        Assert.Equal(-32009, (await host.RefusedAsync("""{"jsonrpc":"2.0","id":1,"method":"ListTasks"}""", ("A2A-Version", "0.3"))).GetProperty("code").GetInt32());
        using var answer = await host.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"ListTasks"}""", ("A2A-Version", "1.0"));
        Assert.Contains("\"result\"", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", -32601, "message/send")]
    [InlineData("0.3", -32601, "message/send")]
    [InlineData("0.3.0", -32601, "message/send")]
    [InlineData("1.0", -32601, "SendMessage")]
    [InlineData("0.30", -32009, "1.0")]
    [InlineData("2.0", -32009, "1.0")]
    public async Task A_method_that_nobody_knows_is_answered_in_the_version_of_the_client(string version, int code, string says)
    {
        await using var host = await V03Host.StartAsync();
        (string, string)[] headers = version.Length == 0 ? [] : [("A2A-Version", version)];

        var error = await host.RefusedAsync("""{"jsonrpc":"2.0","id":1,"method":"tasks/list"}""", headers);

        Assert.Equal(code, error.GetProperty("code").GetInt32());
        Assert.Contains(says, error.Text("message"), StringComparison.Ordinal);
    }
}
