using System.Net;
using System.Net.Http.Headers;
using System.Text;
using A2AAgent.Tests.Agents;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using Microsoft.AspNetCore.Builder;

namespace A2AAgent.Tests.Security.Jwt;

/// <summary>An agent that takes tokens, and the issuer of these.</summary>
internal sealed class TokenAgent : IAsyncDisposable
{
    public const string Scheme = "Agent:Security:Schemes:jwt:";

    private TokenAgent(TestIssuer issuer, AgentHost host) => (Issuer, Host) = (issuer, host);

    public TestIssuer Issuer { get; }

    public AgentHost Host { get; }

    public static async Task<TokenAgent> StartAsync(Action<WebApplicationBuilder>? configure = null, params (string Key, string Value)[] settings)
    {
        var issuer = await TestIssuer.StartAsync();
        var host = await AgentHost.StartAsync<ScriptedAgent>(configure,
            [(Scheme + "Type", "bearer"), (Scheme + "Issuer", issuer.Url), (Scheme + "Audiences:0", TokenDraft.Audience), .. settings]);
        return new TokenAgent(issuer, host);
    }

    public Task<HttpResponseMessage> SendAsync(TokenDraft draft) => SendAsync(draft.Sign(Issuer.Key));

    /// <summary>Sends a message that is replied to, by JSON-RPC.</summary>
    public async Task<HttpResponseMessage> SendAsync(string token)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new StringContent(
                TestJson.Write(new { jsonrpc = "2.0", id = 1, method = "SendMessage", @params = TestJson.Text("reply", "hello") }), Encoding.UTF8, "application/json"),
        };
        message.Headers.Add("A2A-Version", "1.0");
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await Host.Client.SendAsync(message, TestContext.Current.CancellationToken);
    }

    public async Task<HttpStatusCode> StatusAsync(string token)
    {
        using var response = await SendAsync(token);
        return response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Issuer.DisposeAsync();
    }
}
