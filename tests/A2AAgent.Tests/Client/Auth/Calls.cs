using A2AAgent.Client;
using A2AAgent.Client.Auth;
using A2AAgent.Protocol;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Client.Auth;

/// <summary>Calls of the scripted agent with credentials.</summary>
internal static class Calls
{
    public static AgentClient Client(AgentHost host, IAgentCredentials? credentials, Action<AgentClientOptions>? configure = null)
    {
        var options = new AgentClientOptions { Name = "guarded", Credentials = credentials };
        configure?.Invoke(options);
        return new AgentClient(new AgentAddress(host.Url), options);
    }

    public static async Task<string?> SendAsync(AgentHost host, IAgentCredentials? credentials, Action<AgentClientOptions>? configure = null)
    {
        using var client = Client(host, credentials, configure);
        return await SendAsync(client);
    }

    public static async Task<string?> SendAsync(AgentClient client)
    {
        var answer = await client.SendMessageAsync("hello", TestContext.Current.CancellationToken);
        return answer.Task!.Artifacts[0].Parts[0].Text;
    }

    public static Task<RemoteAgentException> RefusedAsync(AgentHost host, IAgentCredentials? credentials) =>
        Assert.ThrowsAsync<RemoteAgentException>(() => SendAsync(host, credentials));
}
