using System.Net;
using System.Text.Json;
using A2AAgent.Tests.Grpc;

namespace A2AAgent.Tests.Security.Tls;

/// <summary>What a refused caller sees on each binding.</summary>
internal static class Outcomes
{
    public static async Task UnauthenticatedAsync(TlsCaller client, string binding, string reason, Action<HttpRequestMessage>? configure = null)
    {
        using var response = await client.SendAsync(binding, configure);
        if (binding is TlsCaller.Grpc or TlsCaller.GrpcPort)
        {
            await GrpcWire.ReadAllAsync(response);
            var outcome = GrpcOutcome.Of(response);
            Assert.Equal(16, outcome.Code);
            Assert.Contains(reason, outcome.Message, StringComparison.Ordinal);
            return;
        }

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("MutualTLS", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
        var error = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("error");
        Assert.Equal(binding == TlsCaller.JsonRpc ? -32000 : 401, error.GetProperty("code").GetInt32());
        Assert.Contains(reason, error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }
}
