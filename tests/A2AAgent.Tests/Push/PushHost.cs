using System.Text.Json;
using A2AAgent.Server.Push.Guard;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Push;

/// <summary>An agent with push notifications that retries quickly, and its client.</summary>
internal sealed class PushHost : IAsyncDisposable
{
    private static readonly (string Key, string Value)[] Quick = [("Agent:Push:FirstDelay", "00:00:00.002"), ("Agent:Push:MaxDelay", "00:00:00.010")];

    private PushHost(AgentHost agent)
    {
        Agent = agent;
        Client = new JsonRpcClient(agent);
        DeadLetters = new DeadLetterBox(agent.Services);
    }

    public AgentHost Agent { get; }

    public JsonRpcClient Client { get; }

    public DeadLetterBox DeadLetters { get; }

    /// <summary>Starts the agent in Development, where webhooks may be on loopback.</summary>
    public static async Task<PushHost> StartAsync(params (string Key, string Value)[] settings) =>
        new(await AgentHost.StartAsync<PushAgent>(configure: null, Merge(settings)));

    /// <summary>Starts the agent as in production, with names looked up by the test.</summary>
    public static async Task<PushHost> StartGuardedAsync(IHostResolver resolver, params (string Key, string Value)[] settings) =>
        new(await AgentHost.StartAsync<PushAgent>(
            builder =>
            {
                builder.Environment.EnvironmentName = "Production";
                builder.Services.AddSingleton(resolver);
            },
            [.. Merge(settings), ("Agent:Security:AllowAnonymous", "true")]));

    /// <summary>Sends a message with a webhook and gives the task, as it is when the turn is over.</summary>
    public async Task<JsonElement> SendAsync(string skill, string text, object webhook, string? taskId = null, bool returnImmediately = false) =>
        (await Client.CallAsync("SendMessage", TestJson.Text(skill, text, taskId, configuration: new { taskPushNotificationConfig = webhook, returnImmediately }))).GetProperty("task");

    private static (string Key, string Value)[] Merge((string Key, string Value)[] settings) =>
        [.. settings, .. Quick.Where(quick => !Array.Exists(settings, setting => setting.Key == quick.Key))];

    public async ValueTask DisposeAsync()
    {
        DeadLetters.Dispose();
        await Agent.DisposeAsync();
    }
}
