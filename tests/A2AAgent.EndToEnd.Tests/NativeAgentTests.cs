using System.Text.Json;
using A2AAgent.EndToEnd.Tests.Agents;
using A2AAgent.EndToEnd.Tests.Exchanges;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests;

[Collection(nameof(NativeAgent))]
public sealed class NativeAgentTests(NativeAgent native, ITestOutputHelper output) : ExchangeContract
{
    private const int Starts = 5;

    private protected override Task<RunningAgent> AgentAsync() => native.Running;

    [Fact]
    public async Task A_terminated_agent_finishes_its_streams_and_exits_with_0()
    {
        await using var agent = await native.StartAsync();
        using var client = new AgentClient(agent.Address);
        await using var events = client.StreamAsync(Binding.JsonRpc, Requests.LongExplanation).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await NextAsync("artifactUpdate");

        agent.Terminate();

        var last = await NextAsync("statusUpdate");
        Assert.Equal("TASK_STATE_COMPLETED", last.GetProperty("statusUpdate").State());
        Assert.False(await events.MoveNextAsync());
        Assert.Equal(0, await agent.WaitForExitAsync());

        async Task<JsonElement> NextAsync(string kind)
        {
            do
            {
                Assert.True(await events.MoveNextAsync(), agent.Log);
            }
            while (!events.Current.TryGetProperty(kind, out _));
            return events.Current;
        }
    }

    [Theory]
    [InlineData("Agent__Tls__CertificateFile", "/tls.crt", "Tls")]
    [InlineData("Agent__Security__Schemes__jwt__Issuer", "https://issuer.example.com", "Tokens")]
    [InlineData("Agent__Tasks__Idempotency", "true", "Idempotency")]
    public async Task A_setting_for_what_the_binary_was_published_without_says_how_to_publish_it(string setting, string value, string feature)
    {
        var command = await native.CommandAsync();
        command.Environment[setting] = value;
        command.Environment["Agent__Tls__KeyFile"] = setting.Contains("Tls", StringComparison.Ordinal) ? "/tls.key" : null;
        command.Environment["Agent__Security__Schemes__jwt__Type"] = feature == "Tokens" ? "bearer" : null;
        command.Environment["Agent__Security__Schemes__jwt__Audiences__0"] = feature == "Tokens" ? "expenses" : null;
        RunningAgent.Settings(command);

        var result = await Tool.RunAsync(command);

        Assert.Equal(78, result.ExitCode);
        Assert.Contains($"set <AgentFeatures>{feature}</AgentFeatures> in the project file", Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_binary_is_small_and_starts_fast()
    {
        var binary = await native.Binary;
        var measured = new List<Figures>();
        for (var i = 0; i < Starts; i++)
        {
            measured.Add(await Figures.MeasureAsync(await native.CommandAsync()));
        }

        var size = new FileInfo(binary).Length / 1e6;
        var start = measured.Select(one => one.FirstCard).Order().ElementAt(Starts / 2);
        var memory = measured.Select(one => one.ResidentMegabytes).Order().ElementAt(Starts / 2);
        output.WriteLine($"binary {size:0.0} MB, start-up to first card {start.TotalMilliseconds:0} ms, resident memory when idle {memory:0.0} MB");

        Assert.InRange(size, 1, 14);
        Assert.InRange(memory, 1, 40);
    }
}
