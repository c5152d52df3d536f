using System.Text.Json.Nodes;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Deploy;

/// <summary>What manifests say of the agent is what the agent says of itself.</summary>
public sealed class AgentFactsTests(RenderedManifests manifests)
{
    private const string Card = "/.well-known/agent-card.json";

    private static readonly string[] Routes = [Card, "/.well-known/jwks.json", "/", "/message:send", "/message:stream", "/tasks", "/tasks/**"];

    [Fact]
    public async Task Ports_are_the_same_wherever_they_stand_as_numbers() => Problems.AssertNone(await manifests.AllAsync(), static set =>
        from pod in set.Pods()
        let ports = pod.Agent.Ports
        let expected = new Dictionary<string, string?>
        {
            ["PORT"] = $"{ports["http"]}",
            ["Agent__Ports__Grpc"] = set.HasGrpc ? $"{ports["grpc"]}" : null,
            ["Agent__Ports__Management"] = $"{ports["mgmt"]}",
        }
        from problem in expected.Where(port => pod.Agent.Variable(port.Key) != port.Value).Select(static port => $"{port.Key} is not {port.Value}").Concat(PlatformPorts(set, pod, ports))
        select problem);

    [Fact]
    public async Task The_gRPC_service_that_is_routed_is_the_agents() => Problems.AssertNone(await manifests.AllAsync(), static set =>
        from route in set.Of("GRPCRoute")
        from match in route.Spec["rules"].Items.SelectMany(static rule => rule["matches"].Items)
        where !match["method"]["service"].Is(GrpcService)
        select $"{match["method"]["service"].Text} is routed");

    [Fact]
    public async Task Nothing_of_gRPC_is_left_where_the_agent_has_none() => Problems.AssertNone(await manifests.AllAsync(), static set =>
        from manifest in set.All.Where(_ => !set.HasGrpc)
        where manifest.Root.All().Any(static node => node.Text is { } text && (text.Contains("grpc", StringComparison.OrdinalIgnoreCase) || text.Contains("50051", StringComparison.Ordinal)))
        select $"{manifest} is about gRPC");

    [Fact]
    public async Task Streams_and_blocking_calls_have_no_deadline_at_a_gateway() => Problems.AssertNone(await manifests.AllAsync(), static set =>
        from rule in set.Of("HTTPRoute").SelectMany(static route => route.Spec["rules"].Items)
        where !rule["timeouts"]["request"].Is("0s")
        select "a stream ends with the gateway's time-out");

    [Fact]
    public async Task Hosts_of_the_routes_are_the_ones_that_the_card_advertises() => Problems.AssertNone(await manifests.AllAsync(), static set =>
        from pod in set.Pods()
        from route in set.Of("HTTPRoute").Concat(set.Of("GRPCRoute"))
        let advertised = route.Kind == "GRPCRoute" ? $"https://{pod.Agent.Variable("Agent__PublicGrpcAddress")}" : pod.Agent.Variable("Agent__PublicUrl")!
        where route.Spec["hostnames"].Texts.Single() != new Uri(advertised).Host
        select $"{route} is for {route.Spec["hostnames"].Texts.Single()}, the card says {advertised}");

    [Fact]
    public async Task Names_of_a_certificate_are_those_under_which_the_Service_is_reached() => Problems.AssertNone(await manifests.AllAsync(), static set =>
        from certificate in set.Of("Certificate")
        let names = certificate.Spec["dnsNames"].Texts.ToList()
        let asked = set.Of("BackendTLSPolicy").Select(static policy => policy.Spec["validation"]["hostname"].Text!).Append("expense-agent.agents.svc.cluster.local")
        from name in asked
        where !names.Contains(name)
        select $"the certificate is not for {name}");

    [Fact]
    public async Task Paths_that_policies_name_are_routes_of_the_agent()
    {
        var named = (await manifests.AllAsync()).SelectMany(static set => set.All).SelectMany(static manifest => manifest.Kind switch
        {
            "AuthorizationPolicy" => manifest.Root.All().SelectMany(static node => node["paths"].Texts),
            "Configuration" => manifest.Root.All().SelectMany(static node => node["operations"].Items).Select(static operation => operation["name"].Text!),
            _ => [],
        }).ToHashSet();
        await using var agent = await RunningAgent.StartAsync(Agents.InPlaceAgent.Command("--no-launch-profile"));
        using var client = new HttpClient { BaseAddress = agent.Address, DefaultRequestHeaders = { { "A2A-Version", "1.0" } } };

        Assert.Equal(Routes.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
        foreach (var path in Routes.Where(static path => path != "/.well-known/jwks.json"))
        {
            using var response = await client.PostAsync(path.Replace("**", "none:cancel", StringComparison.Ordinal), new StringContent("{}"), TestContext.Current.CancellationToken);
            Assert.False(response.StatusCode == System.Net.HttpStatusCode.NotFound && response.Content.Headers.ContentLength is null or 0, path);
        }
    }

    [Fact]
    public async Task The_published_card_is_one_that_the_agent_has_signed()
    {
        var map = (await manifests.OneAsync("card-signing")).Find("ConfigMap", "expense-agent-card")!;
        var card = JsonNode.Parse(map.Root["data"]["card.json"].Text!)!;

        Assert.Equal(["validate-expense", "explain-policy"], card["skills"]!.AsArray().Select(static skill => skill!["id"]!.GetValue<string>()));
        Assert.NotEmpty(card["signatures"]!.AsArray());
    }

    private static string GrpcService { get; } = Service(File.ReadAllLines(Repository.PathOf("src", "A2AAgent.Protobuf", "Protos", "a2a.proto")));

    private static string Service(string[] proto)
    {
        return $"{After("package ").TrimEnd(';')}.{After("service ").Split(' ')[0]}";

        string After(string word) => proto.First(line => line.StartsWith(word, StringComparison.Ordinal))[word.Length..];
    }

    private static IEnumerable<string> PlatformPorts(ManifestSet set, Pod pod, IReadOnlyDictionary<string, int> ports)
    {
        var annotations = pod.Metadata["annotations"].ToTexts();
        if (annotations.TryGetValue("dapr.io/app-port", out var app) && app != $"{ports["http"]}")
        {
            yield return $"Dapr calls port {app}";
        }

        foreach (var port in set.Of("PeerAuthentication").SelectMany(static policy => policy.Spec["portLevelMtls"].Entries).Where(entry => entry.Key != $"{ports["mgmt"]}"))
        {
            yield return $"Istio leaves port {port.Key} open";
        }

        var known = ports.Values.Select(static port => $"{port}").ToHashSet();
        foreach (var port in set.Of("AuthorizationPolicy").SelectMany(static policy => policy.Root.All()).SelectMany(static node => node["operation"]["ports"].Texts).Where(port => !known.Contains(port)))
        {
            yield return $"Istio allows port {port}";
        }

        foreach (var port in set.Of("Service").SelectMany(static service => service.Spec["ports"].Items).Where(port => !port["port"].Is($"{ports[port["targetPort"].Text!]}")))
        {
            yield return $"the Service has port {port["port"].Text}";
        }
    }
}
