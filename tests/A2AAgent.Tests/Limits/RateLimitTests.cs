using System.Net;
using A2AAgent.Tests.Agents;
using A2AAgent.Tests.Cards.Extended;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Grpc;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.Security.Matrix;
using A2AAgent.Tests.V03;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Tests.Limits;

public sealed class RateLimitTests
{
    private const string Permits = "Agent:Limits:Rate:Permits", Window = "Agent:Limits:Rate:Window", Segments = "Agent:Limits:Rate:Segments", Queue = "Agent:Limits:Rate:Queue";

    private static readonly object Echo = TestJson.Text("echo", "hello");

    public static TheoryData<string> Bindings => [.. SecureBinding.All.Select(static binding => binding.Name)];

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task Calls_above_the_limit_are_refused_on_every_binding(string binding)
    {
        await using var host = await StartAsync((Permits, "2"), (Window, "01:00:00"));

        Assert.Equal(200, await CallAsync(host, binding));
        Assert.Equal(200, await CallAsync(host, binding));
        Assert.Equal(429, await CallAsync(host, binding));
    }

    [Fact]
    public async Task The_bindings_share_the_limit()
    {
        await using var host = await StartAsync((Permits, "4"), (Window, "01:00:00"));

        foreach (var binding in SecureBinding.All.Take(4))
        {
            Assert.Equal(200, await CallAsync(host, binding.Name));
        }

        Assert.Equal(429, await CallAsync(host, SecureBinding.All[4].Name));
    }

    [Fact]
    public async Task JSON_RPC_says_429_when_to_come_back_and_an_error_of_its_own()
    {
        await using var host = await StartAsync((Permits, "1"), (Window, "00:01:00"));
        await CallAsync(host, "JSON-RPC");

        using var response = await host.PostAsync("/", """{"jsonrpc":"2.0","id":7,"method":"ListTasks"}""", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("\"code\":-32000", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task REST_says_429_and_when_to_come_back()
    {
        await using var host = await StartAsync((Permits, "1"), (Window, "00:01:00"), (Segments, "6"));
        await CallAsync(host, "JSON-RPC");

        using var response = await host.GetAsync("/tasks", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("RESOURCE_EXHAUSTED", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GRPC_tells_clients_that_retry_by_themselves_how_long_to_wait()
    {
        await using var host = await StartAsync((Permits, "1"), (Window, "00:01:00"));
        await CallAsync(host, "gRPC");

        using var wire = new GrpcWire(host.GrpcUrl);
        using var response = await wire.SendAsync("/lf.a2a.v1.A2AService/SendMessage", GrpcClient.Frame("SendMessage", Echo), new CallHeaders().AddTo);

        Assert.Equal(8, GrpcOutcome.Of(response).Code);
        Assert.InRange(int.Parse(GrpcOutcome.Header(response, "grpc-retry-pushback-ms")!, System.Globalization.CultureInfo.InvariantCulture), 1, 60_000);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("4")]
    public async Task Calls_are_taken_again_when_the_window_has_moved(string segments)
    {
        await using var host = await StartAsync((Permits, "1"), (Window, "00:00:00.4"), (Segments, segments));
        await CallAsync(host, "JSON-RPC");

        while (await CallAsync(host, "JSON-RPC") != 200)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_call_may_wait_for_the_window_to_move()
    {
        await using var host = await StartAsync((Permits, "1"), (Window, "00:00:00.4"), (Queue, "1"));

        await CallAsync(host, "JSON-RPC");

        Assert.Equal(200, await CallAsync(host, "JSON-RPC"));
    }

    [Fact]
    public async Task Each_caller_has_a_limit_of_its_own()
    {
        await using var host = await AgentHost.StartAsync<GuardedLedgerAgent>(configure: null, [.. GuardedLedgerAgent.Keys, (Permits, "1"), (Window, "01:00:00")]);

        Assert.Equal(200, await CallAsync(host, "HTTP+JSON", GuardedLedgerAgent.Clerk));
        Assert.Equal(429, await CallAsync(host, "HTTP+JSON", GuardedLedgerAgent.Clerk));
        Assert.Equal(200, await CallAsync(host, "HTTP+JSON", GuardedLedgerAgent.Auditor));
    }

    [Fact]
    public async Task Guessing_keys_is_limited_and_does_not_use_up_what_callers_with_a_key_have()
    {
        await using var host = await AgentHost.StartAsync<GuardedLedgerAgent>(configure: null, [.. GuardedLedgerAgent.Keys, (Permits, "2"), (Window, "01:00:00")]);

        Assert.Equal(401, await CallAsync(host, "JSON-RPC", "guess-1"));
        Assert.Equal(401, await CallAsync(host, "HTTP+JSON", "guess-2"));
        Assert.Equal(429, await CallAsync(host, "gRPC", "guess-3"));
        Assert.Equal(200, await CallAsync(host, "JSON-RPC", GuardedLedgerAgent.Clerk));
    }

    [Fact]
    public async Task Calls_of_a_known_caller_that_are_denied_are_limited_too()
    {
        await using var host = await AgentHost.StartAsync<GuardedLedgerAgent>(
            configure: null, [.. GuardedLedgerAgent.Keys, ("Agent:Security:Requirements:0:key", "audit"), (Permits, "1"), (Window, "01:00:00")]);

        Assert.Equal(403, await CallAsync(host, "HTTP+JSON", GuardedLedgerAgent.Clerk));
        Assert.Equal(429, await CallAsync(host, "HTTP+JSON", GuardedLedgerAgent.Clerk));
        Assert.Equal(200, await CallAsync(host, "HTTP+JSON", GuardedLedgerAgent.Auditor));
    }

    [Fact]
    public async Task Behind_a_proxy_that_is_believed_each_client_has_a_limit_of_its_own()
    {
        await using var host = await AgentHost.StartAsync<ScriptedAgent>(
            static builder => builder.Services.AddSingleton<IStartupFilter, BehindProxy>(), (Permits, "1"), (Window, "01:00:00"));

        Assert.Equal(HttpStatusCode.OK, await FromAsync("192.0.2.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await FromAsync("192.0.2.1"));
        Assert.Equal(HttpStatusCode.OK, await FromAsync("192.0.2.2"));

        async Task<HttpStatusCode> FromAsync(string client)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/tasks");
            request.Headers.Add("A2A-Version", "1.0");
            request.Headers.Add("X-Forwarded-For", client);
            using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task A_client_cannot_say_that_it_is_another()
    {
        await using var host = await StartAsync((Permits, "1"), (Window, "01:00:00"));
        await CallAsync(host, "JSON-RPC");

        using var request = new HttpRequestMessage(HttpMethod.Get, "/tasks");
        request.Headers.Add("A2A-Version", "1.0");
        request.Headers.Add("X-Forwarded-For", "192.0.2.7");
        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
    }

    [Fact]
    public async Task The_card_and_health_are_not_limited()
    {
        await using var host = await StartAsync((Permits, "1"), (Window, "01:00:00"));
        await CallAsync(host, "JSON-RPC");

        for (var i = 0; i < 3; i++)
        {
            using var card = await host.Client.GetAsync("/.well-known/agent-card.json", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, card.StatusCode);
            using var health = await host.Client.GetAsync(new Uri(host.ManagementUrl, "/health/live"), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        }
    }

    /// <summary>What an application does before it maps the agent.</summary>
    private sealed class BehindProxy : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.UseForwardedHeaders(new() { ForwardedHeaders = ForwardedHeaders.XForwardedFor, KnownIPNetworks = { System.Net.IPNetwork.Parse("127.0.0.0/8") } });
            next(app);
        };
    }

    private static Task<AgentHost> StartAsync(params (string Key, string Value)[] settings) =>
        AgentHost.StartAsync<ScriptedAgent>(configure: null, [(V03Host.On, "true"), .. settings]);

    private static async Task<int> CallAsync(AgentHost host, string binding, string? key = null)
    {
        var request = key is null ? Echo : TestJson.Text("balance", "travel");
        var answer = await SecureBinding.All.Single(one => one.Name == binding).CallAsync(host, "SendMessage", request, message => message.Headers.Add("X-API-Key", key ?? "none"));
        return answer.Status;
    }
}
