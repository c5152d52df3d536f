using System.Net;
using A2AAgent.Tests.Contract;
using A2AAgent.Tests.Hosting;
using A2AAgent.Tests.Push;

namespace A2AAgent.Tests.Diagnostics;

/// <summary>What Prometheus gets.</summary>
public sealed class EndpointTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_are_on_the_management_port_only()
    {
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(configure: null);

        using var management = await host.Client.GetAsync(new Uri(host.ManagementUrl, "/metrics"), Token);
        using var agent = await host.Client.GetAsync("/metrics", Token);
        using var grpc = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var overGrpc = await grpc.GetAsync(new Uri(host.GrpcUrl, "/metrics"), Token);

        Assert.Equal(HttpStatusCode.OK, management.StatusCode);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", management.Content.Headers.ContentType?.ToString());
        Assert.Equal("no-store", management.Headers.CacheControl?.ToString());
        Assert.Equal(HttpStatusCode.NotFound, agent.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, overGrpc.StatusCode);
    }

    [Fact]
    public async Task An_agent_that_is_told_not_to_has_none()
    {
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(configure: null, ("Agent:Metrics:Prometheus", "false"));

        using var response = await host.Client.GetAsync(new Uri(host.ManagementUrl, "/metrics"), Token);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.DoesNotContain("/metrics", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_agent_and_its_process_are_there_from_the_start()
    {
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(configure: null);

        var read = await host.ScrapeAsync();

        Assert.Equal(1, read.Value("a2a_agent_info", ("name", "Measured \"Agent\""), ("version", "3.2.1")));
        Assert.True(read.Value("process_cpu_seconds_total") > 0);
        Assert.True(read.Value("process_resident_memory_bytes") > 1_000_000);
        Assert.InRange(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - read.Value("process_start_time_seconds")!.Value, -1, 600);
        Assert.True(read.Value("dotnet_gc_heap_bytes") > 0);
        Assert.NotNull(read.Value("dotnet_gc_collections_total", ("gc_heap_generation", "gen0")));
        Assert.True(read.Total("kestrel_active_connections") >= 1);
        Assert.Equal(0, read.Value(Scrapes.Active, ("a2a_skill_id", "wait")));
        Assert.Equal(0, read.Value("a2a_push_delivery_pending"));
    }

    [Theory]
    [InlineData("a2a_server_operation_duration_seconds", "0.001", "10")]
    [InlineData("a2a_task_duration_seconds", "0.01", "3600")]
    [InlineData("a2a_task_time_in_state_seconds", "0.01", "3600")]
    public async Task Buckets_fit_what_is_measured(string metric, string first, string last)
    {
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(configure: null);
        await new HttpJsonClient(host).CallAsync("SendMessage", TestJson.Text("echo", "x"));

        var read = await host.ScrapeUntilAsync(static read => read.Calls("rest") == 1 && read.Ended("echo", "TASK_STATE_COMPLETED") == 1);

        var bounds = read.Families[metric].Samples.Where(sample => sample.Name == metric + "_bucket").Select(static sample => sample.Labels["le"]).ToList();
        Assert.Equal((first, last, "+Inf"), (bounds[0], bounds[^2], bounds[^1]));
    }

    [Fact]
    public async Task A_card_that_the_client_has_already_is_told_from_one_that_it_gets()
    {
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(configure: null);
        using var first = await host.GetAsync("/.well-known/agent-card.json", Token);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/.well-known/agent-card.json") { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var second = await host.Client.SendAsync(again, Token);

        var read = await host.ScrapeAsync();

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(1, read.Value("a2a_card_requests_total", ("a2a_card_result", "full")));
        Assert.Equal(1, read.Value("a2a_card_requests_total", ("a2a_card_result", "not_modified")));
    }

    [Fact]
    public async Task Deliveries_to_webhooks_are_there()
    {
        await using var host = await AgentHost.StartAsync<MeasuredAgent>(configure: null);
        await using var receiver = await Receiver.StartAsync(static number => number == 1 ? 410 : 200);

        await new HttpJsonClient(host).CallAsync("SendMessage", TestJson.Text("echo", "x", configuration: new { taskPushNotificationConfig = new { url = receiver.Url } }));
        var read = await host.ScrapeUntilAsync(static read => read.Value("a2a_push_delivery_dead_letters_total", ("a2a_push_reason", "gone")) > 0);

        Assert.Equal(1, read.Total("a2a_push_delivery_duration_seconds_count"));
        Assert.Equal("histogram", read.Families["a2a_push_delivery_duration_seconds"].Type);
        Assert.Equal(0, read.Value("a2a_push_delivery_dead_letters_total", ("a2a_push_reason", "attempts")));
    }

    [Fact]
    public async Task Agents_in_one_process_count_for_themselves()
    {
        await using var one = await AgentHost.StartAsync<MeasuredAgent>(configure: null);
        await using var other = await AgentHost.StartAsync<MeasuredAgent>(configure: null);

        await new HttpJsonClient(one).CallAsync("SendMessage", TestJson.Text("echo", "x"));
        await one.ScrapeUntilAsync(static read => read.Calls("rest") == 1);

        Assert.Equal(0, (await other.ScrapeAsync()).Calls("rest"));
    }
}
