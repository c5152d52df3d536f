using System.Net;
using System.Text.Json;
using A2AAgent.Postgres;
using A2AAgent.Server.Push.Guard;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Push;

/// <summary>An agent with push notifications that retries quickly, and its client.</summary>
internal sealed class PushHost : IAsyncDisposable
{
    private static readonly (string Key, string Value)[] Quick = [("Agent:Push:FirstDelay", "00:00:00.002"), ("Agent:Push:MaxDelay", "00:00:00.010")];

    private readonly Database? _database;

    private PushHost(AgentHost agent, Database? database = null)
    {
        _database = database;
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

    /// <summary>Starts an agent that keeps tasks and webhooks in PostgreSQL, in a schema of its own.</summary>
    public static async Task<PushHost> StartOverPostgresAsync(params (string Key, string Value)[] settings)
    {
        var database = await SharedPostgres.NewAsync();
        return new(await StartAgentAsync([.. Settings(database), .. settings]), database);
    }

    /// <summary>Starts an agent over a schema that others may share.</summary>
    public static Task<PushHost> StartReplicaAsync(Database database, params (string Key, string Value)[] settings) =>
        StartReplicaAsync([.. settings, .. Settings(database).Where(usual => !Array.Exists(settings, setting => setting.Key == usual.Key))]);

    /// <summary>Starts an agent that keeps tasks and webhooks in PostgreSQL.</summary>
    public static async Task<PushHost> StartReplicaAsync((string Key, string Value)[] settings, bool agentFirst = false) => new(await StartAgentAsync(settings, agentFirst));

    /// <summary>Starts the agent as in production, with names looked up by the test.</summary>
    public static Task<PushHost> StartGuardedAsync(IHostResolver resolver, params (string Key, string Value)[] settings) => StartGuardedAsync(resolver, proxy: new WebProxy(), settings);

    /// <summary>The same behind a proxy, as the environment would name it; one without an address is none.</summary>
    public static async Task<PushHost> StartGuardedAsync(IHostResolver resolver, IWebProxy proxy, params (string Key, string Value)[] settings) =>
        new(await AgentHost.StartAsync<PushAgent>(
            builder =>
            {
                builder.Environment.EnvironmentName = "Production";
                builder.Services.AddSingleton(resolver);
                builder.Services.AddSingleton(proxy);
            },
            [.. Merge(settings), ("Agent:Security:AllowAnonymous", "true")]));

    private static Task<AgentHost> StartAgentAsync((string Key, string Value)[] settings, bool agentFirst = false) => agentFirst
        ? AgentHost.StartAsync<PushAgent>("", configure: null, static builder => builder.AddPostgresTasks(), Merge(settings))
        : AgentHost.StartAsync<PushAgent>(static builder => builder.AddPostgresTasks(), Merge(settings));

    /// <summary>What makes an agent a replica over a schema. A replica that died is missed soon.</summary>
    public static (string Key, string Value)[] Settings(Database database, DroppingProxy? proxy = null) =>
    [
        ("ConnectionStrings:Tasks", proxy is null ? database.ConnectionString : database.Through(proxy)),
        ("Agent:Tasks:Postgres:Schema", database.Options.Schema),
        ("Agent:Tasks:Postgres:MaxConnections", "8"),
        ("Agent:Tasks:Postgres:Lease", "00:00:03"),
    ];

    /// <summary>Sends a message with a webhook and gives the task, as it is when the turn is over.</summary>
    public async Task<JsonElement> SendAsync(string skill, string text, object webhook, string? taskId = null, bool returnImmediately = false) =>
        (await Client.CallAsync("SendMessage", TestJson.Text(skill, text, taskId, configuration: new { taskPushNotificationConfig = webhook, returnImmediately }))).GetProperty("task");

    private static (string Key, string Value)[] Merge((string Key, string Value)[] settings) =>
        [.. settings, .. Quick.Where(quick => !Array.Exists(settings, setting => setting.Key == quick.Key))];

    public async ValueTask DisposeAsync()
    {
        DeadLetters.Dispose();
        await Agent.DisposeAsync();
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }
}
