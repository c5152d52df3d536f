using System.Net;
using System.Net.Security;
using System.Text.Json.Nodes;
using A2AAgent.EndToEnd.Tests.Agents;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Deploy;

/// <summary>The sample starts in Production with exactly the environment that the manifests give it.</summary>
public sealed class StartTests(RenderedManifests manifests) : IDisposable
{
    private const int WrongConfiguration = 78;

    private readonly MountedEnvironment _mounted = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _mounted.Dispose();

    [Theory]
    [InlineData("overlay-dev", "http://expense-agent.agents.svc.cluster.local:8080", HttpStatusCode.OK)]
    [InlineData("overlay-production", "https://expense-agent.example.com", HttpStatusCode.Unauthorized)]
    [InlineData("api-key", "http://expense-agent.agents.svc.cluster.local:8080", HttpStatusCode.Unauthorized)]
    [InlineData("linkerd", "http://expense-agent.agents.svc.cluster.local:8080", HttpStatusCode.OK)]
    [InlineData("dapr", "http://expense-agent.agents.svc.cluster.local:8080", HttpStatusCode.OK)]
    [InlineData("istio-ambient+istio-waypoint", "http://expense-agent.agents.svc.cluster.local:8080", HttpStatusCode.OK)]
    [InlineData("gateway-api+agentgateway", "https://expense-agent.example.com", HttpStatusCode.OK)]
    [InlineData("tls-cert-manager+api-key", "https://expense-agent.agents.svc.cluster.local:8080", HttpStatusCode.Unauthorized)]
    [InlineData("gateway-api+backend-tls+tls-cert-manager", "https://expense-agent.example.com", null)]
    [InlineData("spiffe", "https://expense-agent.agents.svc.cluster.local:8080", HttpStatusCode.Unauthorized)]
    [InlineData("api-key+card-signing", "http://expense-agent.agents.svc.cluster.local:8080", HttpStatusCode.Unauthorized)]
    [InlineData("otel+api-key", "http://expense-agent.agents.svc.cluster.local:8080", HttpStatusCode.Unauthorized)]
    public async Task An_agent_is_ready_advertises_its_address_and_knows_who_may_call(string combination, string address, HttpStatusCode? anonymous)
    {
        var container = (await manifests.OneAsync(combination)).Pods().Single().Agent;
        var command = _mounted.Command(container.Environment);
        if (anonymous is null)
        {
            // Nothing in it says who may call: for that it stands with another component.
            command.Environment["Agent__Security__AllowAnonymous"] = "true";
        }

        await using var agent = await RunningAgent.StartAsync(command);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(agent.Management, container.Root["readinessProbe"]["httpGet"]["path"].Text!));
        Assert.Equal(address, (await CardAsync(agent))["supportedInterfaces"]![0]!["url"]!.GetValue<string>().TrimEnd('/'));
        Assert.Equal(anonymous ?? HttpStatusCode.OK, await StatusAsync(agent.Address, "/tasks"));
    }

    [Fact]
    public async Task The_agent_of_kagent_answers_clients_of_version_0_3()
    {
        var environment = (await manifests.OneAsync("overlay-kagent")).Find("Agent", "expense-agent")!.Spec["byo"]["deployment"]["env"].Items;
        await using var agent = await RunningAgent.StartAsync(_mounted.Command(environment));
        using var client = new HttpClient { BaseAddress = agent.Address };

        var card = JsonNode.Parse(await client.GetStringAsync("/.well-known/agent-card.json", Token))!;

        Assert.Equal("http://expense-agent.agents.svc.cluster.local:8080", card["url"]!.GetValue<string>().TrimEnd('/'));
        Assert.StartsWith("0.3", card["protocolVersion"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_card_is_signed_with_the_key_that_is_mounted()
    {
        var environment = (await manifests.OneAsync("api-key+card-signing")).Pods().Single().Agent.Environment;
        await using var agent = await RunningAgent.StartAsync(_mounted.Command(environment));

        Assert.NotEmpty((await CardAsync(agent))["signatures"]!.AsArray());
    }

    /// <summary>The command of card-signing's README, for what the overlay production has.</summary>
    [Fact]
    public async Task The_card_that_is_published_is_the_one_that_the_agent_serves()
    {
        var environment = (await manifests.OneAsync("overlay-production")).Pods().Single().Agent.Environment;
        var readme = await File.ReadAllTextAsync(Path.Combine(RenderedManifests.Deploy, "components", "card-signing", "README.md"), Token);
        var variable = readme.Split("env ")[1].Split(' ')[0].Split('=');
        var url = readme.Split("--public-url ")[1].Split(' ')[0];
        await using var agent = await RunningAgent.StartAsync(_mounted.Command(environment));

        var command = InPlaceAgent.Command("--no-launch-profile", "--", "card", "--public-url", url);
        command.Environment[variable[0]] = variable[1];
        var made = await Tool.RunAsync(command);

        Assert.True(made.ExitCode == 0, made.All);
        Assert.Equal((await CardAsync(agent)).ToJsonString(), JsonNode.Parse(Assert.Single(made.Output))!.ToJsonString());
    }

    [Fact]
    public async Task The_right_API_key_lets_its_holder_in()
    {
        var environment = (await manifests.OneAsync("overlay-production")).Pods().Single().Agent.Environment;
        await using var agent = await RunningAgent.StartAsync(_mounted.Command(environment));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(agent.Address, "/tasks", MountedEnvironment.ApiKey));
    }

    [Fact]
    public async Task An_agent_that_was_built_without_PostgreSQL_says_so_instead_of_keeping_each_replicas_tasks_apart()
    {
        var environment = (await manifests.OneAsync("postgres+api-key")).Pods().Single().Agent.Environment;
        var command = _mounted.Command(environment);
        // The sample here would be built with PostgreSQL where this variable is set; the pod's agent is built elsewhere.
        command.Environment.Remove("ConnectionStrings__Tasks");

        var result = await Tool.RunAsync(command);

        Assert.Equal(WrongConfiguration, result.ExitCode);
        Assert.Contains("A2AAgent.Postgres", Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Base_alone_says_that_it_lacks_a_word_on_who_may_call()
    {
        var environment = (await manifests.OneAsync("base")).Pods().Single().Agent.Environment;

        var result = await Tool.RunAsync(_mounted.Command(environment));

        Assert.Equal(WrongConfiguration, result.ExitCode);
        Assert.Contains("AllowAnonymous", Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    /// <summary>Combinations are tried above one by one; this sees that no setting stands in a manifest that none of them has.</summary>
    [Fact]
    public async Task Every_setting_of_the_agent_in_any_manifest_is_tried()
    {
        var sets = await manifests.AllAsync();
        string[] tried = ["overlay-dev", "overlay-production", "overlay-kagent", "spiffe", "tls-cert-manager+api-key", "api-key+card-signing", "postgres+api-key"];

        Assert.Subset(Settings(sets.Where(set => tried.Contains(set.Name))), Settings(sets));
    }

    private static HashSet<string> Settings(IEnumerable<ManifestSet> sets) => [.. sets.SelectMany(static set => set.All).SelectMany(static manifest => manifest.Root.All())
        .Select(static node => node["name"].Text).OfType<string>().Where(static name => name.StartsWith("Agent__", StringComparison.Ordinal))];

    private async Task<JsonNode> CardAsync(RunningAgent agent)
    {
        using var client = Client(agent.Address);
        return JsonNode.Parse(await client.GetStringAsync("/.well-known/agent-card.json", Token))!;
    }

    private async Task<HttpStatusCode> StatusAsync(Uri address, string path, string? apiKey = null)
    {
        using var client = Client(address);
        if (apiKey is not null)
        {
            client.DefaultRequestHeaders.Add("X-API-Key", apiKey);
        }

        using var response = await client.GetAsync(path, Token);
        return response.StatusCode;
    }

    private HttpClient Client(Uri address)
    {
        var mounted = _mounted.Certificate;
        var handler = new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == mounted } };
        return new HttpClient(handler) { BaseAddress = address, DefaultRequestHeaders = { { "A2A-Version", "1.0" } } };
    }
}
