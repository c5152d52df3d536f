using System.Text.Json;
using A2AAgent.EndToEnd.Tests.Mcp;

namespace A2AAgent.Tests.Mcp;

public sealed class SessionTests
{
    [Fact]
    public async Task A_session_that_the_server_has_lost_is_opened_again_for_all_calls_at_once()
    {
        await using var server = await EverythingServer.StartAsync();
        await using var recorder = await Recorder.StartAsync(server.Url);
        await using var tools = Tools.Of(recorder.Url);
        await EchoAsync(tools, "before");
        await EndSessionAsync(server, recorder);

        var echoes = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => EchoAsync(tools, $"{number}")));

        Assert.Equal([.. Enumerable.Range(0, 10).Select(static number => $"Echo: {number}")], echoes);
        Assert.Equal(2, recorder.Requests.Select(static request => request.Headers.GetValueOrDefault("Mcp-Session-Id")).OfType<string>().Distinct().Count());
    }

    /// <summary>Deletes the session behind the client's back.</summary>
    private static async Task EndSessionAsync(EverythingServer server, Recorder recorder)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Delete, server.Url);
        var last = recorder.Requests.Last(static one => one.Headers.ContainsKey("Mcp-Session-Id"));
        request.Headers.Add("Mcp-Session-Id", last.Headers["Mcp-Session-Id"]);
        request.Headers.Add("Mcp-Protocol-Version", last.Headers["Mcp-Protocol-Version"]);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }

    private static async Task<string> EchoAsync(Tools tools, string message) =>
        (await tools.Server.CallAsync("echo", JsonElement.Parse($$"""{ "message": "{{message}}" }"""), TestContext.Current.CancellationToken)).Text;
}
