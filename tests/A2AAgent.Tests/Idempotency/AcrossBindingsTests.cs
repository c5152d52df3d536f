using System.Text.Json;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Idempotency;

public sealed class AcrossBindingsTests
{
    private readonly Runs _runs = new();

    [Fact]
    public async Task A_message_is_the_same_on_every_binding_however_its_json_is_written()
    {
        await using var host = await StartAsync(("Agent:Tasks:Idempotency", "true"));
        IBindingClient[] clients = [new JsonRpcClient(host), new GrpcClient(host), new HttpJsonClient(host)];
        object[] metadata =
        [
            new { skillId = "echo", size = 1, ratio = 0.5, nested = new { a = new[] { 1, 2 }, b = "é" } },
            new { nested = new { b = "é", a = new[] { 1.0, 2.0 } }, ratio = 5e-1, size = 1.0, skillId = "echo" },
        ];
        var ids = new HashSet<string>();

        foreach (var client in clients)
        {
            foreach (var written in metadata)
            {
                var answer = await client.CallAsync(
                    "SendMessage", Sends.Parts("m", [new { text = "x" }, new { data = new { y = 1, x = new { } } }, new { raw = "AQI=" }], written), IdempotencyContract.As(OnceAgent.Alice));
                ids.Add(answer.GetProperty("task").Id());
            }
        }

        Assert.Single(ids);
        Assert.Equal(1, _runs.Number);
    }

    [Fact]
    public async Task Without_the_setting_a_repeated_message_is_a_new_one()
    {
        await using var host = await StartAsync();
        var client = new JsonRpcClient(host);

        var first = await TaskAsync(client);
        var second = await TaskAsync(client);

        Assert.NotEqual(first.Id(), second.Id());
        Assert.Equal(2, _runs.Number);
    }

    [Fact]
    public async Task Each_tenant_has_its_own_messages()
    {
        await using var host = await StartAsync(("Agent:Tasks:Idempotency", "true"));
        var client = new JsonRpcClient(host);

        var first = await TaskAsync(client, "acme");
        var second = await TaskAsync(client, "umbrella");

        Assert.NotEqual(first.Id(), second.Id());
        Assert.Equal(first.Id(), (await TaskAsync(client, "acme")).Id());
        Assert.Equal(2, _runs.Number);
    }

    private Task<AgentHost> StartAsync(params (string Key, string Value)[] settings) =>
        AgentHost.StartAsync<OnceAgent>(builder => builder.Services.AddSingleton(_runs), [.. OnceAgent.Keys, .. settings]);

    private static async Task<JsonElement> TaskAsync(JsonRpcClient client, string tenant = "")
    {
        var message = new { messageId = "m", role = "ROLE_USER", parts = new[] { new { text = "x" } } };
        return (await client.CallAsync("SendMessage", new { tenant, message }, IdempotencyContract.As(OnceAgent.Alice))).GetProperty("task");
    }
}
