using System.Text.Json;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.Security.Matrix;
using Microsoft.AspNetCore.Builder;

namespace A2AAgent.Tests.Security.Access;

/// <summary>The guarded agent with callers who have keys: alice may approve and bob may not, carol is of a tenant.</summary>
internal static class Guarded
{
    public const string Alice = "alice-0123456789abcdef";
    public const string Bob = "bob-0123456789abcdef";
    public const string Carol = "carol-0123456789abcdef";
    public const string Badge = "badge-0123456789abcdef";

    private const string Keys = "Agent:Security:Schemes:key:Keys:";
    private const string Badges = "Agent:Security:Schemes:badge:Keys:";

    public static (string Key, string Value)[] Settings { get; } =
    [
        (Keys + "alice:Value", Alice), (Keys + "alice:Scopes:0", "expenses.approve"),
        (Keys + "bob:Value", Bob),
        (Keys + "carol:Value", Carol), (Keys + "carol:Tenant", "acme"),
        (Badges + "alice:Value", Badge), (Badges + "acme:Value", "badge-of-acme-0123456789"), (Badges + "acme:Tenant", "acme"),
    ];

    public static Task<AgentHost> StartAsync(params (string Key, string Value)[] more) => StartAsync(configure: null, more);

    public static Task<AgentHost> StartAsync(Action<WebApplicationBuilder>? configure, params (string Key, string Value)[] more) =>
        AgentHost.StartAsync<GuardedAgent>(configure, [.. Settings, .. more]);

    public static Action<HttpRequestMessage> Key(string key) => message => message.Headers.Add("X-API-Key", key);

    public static Action<HttpRequestMessage> KeyAndBadge(string key, string badge) => message =>
    {
        message.Headers.Add("X-API-Key", key);
        ApiKeyCases.AddQuery(message, "badge", badge);
    };

    public static CallHeaders As(string key) => new(Credential: Key(key));

    public static CallHeaders As(Action<HttpRequestMessage> credential) => new(Credential: credential);

    /// <summary>Sends a text to a skill and gives the task.</summary>
    public static async Task<JsonElement> SendAsync(AgentHost host, string key, string skill, string? taskId = null, object? configuration = null) =>
        (await new JsonRpcClient(host).CallAsync("SendMessage", TestJson.Text(skill, "hello", taskId, configuration: configuration), As(key))).GetProperty("task");

    public static string Text(JsonElement task) => task.GetProperty("artifacts")[0].GetProperty("parts")[0].GetProperty("text").GetString()!;
}
