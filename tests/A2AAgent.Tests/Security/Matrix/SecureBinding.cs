using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Grpc;
using A2AAgent.Tests.Hosting;

namespace A2AAgent.Tests.Security.Matrix;

/// <summary>A binding, called with whatever credential a test likes to send.</summary>
internal abstract class SecureBinding
{
    public static IReadOnlyList<SecureBinding> All { get; } = [new JsonRpc(), new HttpJson(""), new HttpJson("/acme"), new Grpc(), new V03()];

    /// <summary>The bindings of 1.0, which have every operation under the same name.</summary>
    public static IReadOnlyList<SecureBinding> Current { get; } = [new JsonRpc(), new HttpJson(""), new Grpc()];

    public abstract string Name { get; }

    public abstract Task<Answer> CallAsync(AgentHost host, string operation, object request, Action<HttpRequestMessage>? credential = null);

    public override string ToString() => Name;

    private static string[] Challenges(HttpResponseMessage response) => response.Headers.TryGetValues("WWW-Authenticate", out var values) ? [.. values] : [];

    private static HttpRequestMessage Post(string path, string json) => new(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    private static async Task<(HttpResponseMessage Response, string Body)> SendAsync(AgentHost host, HttpRequestMessage message, CallHeaders headers)
    {
        using (message)
        {
            headers.AddTo(message);
            var response = await host.Client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            if (response.Content.Headers.ContentType?.MediaType == "text/event-stream")
            {
                return (response, "stream");
            }

            return (response, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    private class JsonRpc : SecureBinding
    {
        public override string Name => "JSON-RPC";

        public override Task<Answer> CallAsync(AgentHost host, string operation, object request, Action<HttpRequestMessage>? credential = null) =>
            CallAsync(host, operation, request, new CallHeaders(Credential: credential));

        protected static async Task<Answer> CallAsync(AgentHost host, string method, object parameters, CallHeaders headers)
        {
            var (response, body) = await SendAsync(host, Post("/", TestJson.Write(new { jsonrpc = "2.0", id = 1, method, @params = parameters })), headers);
            using (response)
            {
                if (body == "stream" || !JsonDocument.Parse(body).RootElement.TryGetProperty("error", out var error))
                {
                    Assert.Equal(HttpStatusCode.OK, response.StatusCode);
                    return new Answer(200, Challenges(response), body);
                }

                var code = error.GetProperty("code").GetInt32();
                var row = ErrorTable.HttpStatus(ErrorTable.ByJsonRpcCode(code, (int)response.StatusCode));
                Assert.Equal(row is 401 or 403 or 429 ? row : 200, (int)response.StatusCode);
                return new Answer(row, Challenges(response), body);
            }
        }
    }

    /// <summary>0.3, which has other names for what the matrix calls.</summary>
    private sealed class V03 : JsonRpc
    {
        public override string Name => "JSON-RPC 0.3";

        public override Task<Answer> CallAsync(AgentHost host, string operation, object request, Action<HttpRequestMessage>? credential = null)
        {
            var method = operation switch
            {
                "SendMessage" => "message/send",
                "GetTask" => "tasks/get",
                "CancelTask" => "tasks/cancel",
                "SubscribeToTask" => "tasks/resubscribe",
                _ => throw new ArgumentException(operation, nameof(operation)),
            };
            var json = TestJson.Write(request).Replace("ROLE_USER", "user", StringComparison.Ordinal).Replace("{\"text\":", "{\"kind\":\"text\",\"text\":", StringComparison.Ordinal);
            return CallAsync(host, method, JsonNode.Parse(json)!, new CallHeaders(Version: null, Credential: credential));
        }
    }

    private sealed class HttpJson(string tenant) : SecureBinding
    {
        public override string Name => tenant.Length == 0 ? "HTTP+JSON" : $"HTTP+JSON {tenant}/";

        public override async Task<Answer> CallAsync(AgentHost host, string operation, object request, Action<HttpRequestMessage>? credential = null)
        {
            var message = HttpJsonClient.ToMessage(operation, (JsonObject)JsonNode.Parse(TestJson.Write(request))!);
            message.RequestUri = new Uri(tenant + message.RequestUri, UriKind.Relative);
            var (response, body) = await SendAsync(host, message, new CallHeaders(Credential: credential));
            using (response)
            {
                return new Answer((int)response.StatusCode, Challenges(response), body);
            }
        }
    }

    private sealed class Grpc : SecureBinding
    {
        public override string Name => "gRPC";

        public override async Task<Answer> CallAsync(AgentHost host, string operation, object request, Action<HttpRequestMessage>? credential = null)
        {
            using var wire = new GrpcWire(host.GrpcUrl);
            using var response = await wire.SendAsync($"/lf.a2a.v1.A2AService/{operation}", GrpcClient.Frame(operation, request), new CallHeaders(Credential: credential).AddTo);
            if (operation is "SubscribeToTask" or "SendStreamingMessage" && !response.Headers.Contains("grpc-status"))
            {
                return new Answer(200, [], "stream");
            }

            await response.Content.LoadIntoBufferAsync(TestContext.Current.CancellationToken);
            var outcome = GrpcOutcome.Of(response);
            return outcome.Code == 0
                ? new Answer(200, [], "message")
                : new Answer(ErrorTable.HttpStatusOfGrpc(outcome.Code), Challenges(response), $"{outcome.Code} {outcome.Message} {outcome.Details}");
        }
    }
}
