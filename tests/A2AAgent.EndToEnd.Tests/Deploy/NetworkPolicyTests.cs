namespace A2AAgent.EndToEnd.Tests.Deploy;

/// <summary>The network policy closes everything, and each component opens what it needs.</summary>
public sealed class NetworkPolicyTests(RenderedManifests manifests)
{
    [Fact]
    public async Task Both_directions_are_closed_but_for_what_is_named() => Problems.AssertNone(await WithPolicyAsync(), static set =>
        set.Of("NetworkPolicy").SelectMany(static policy => policy.Spec["policyTypes"].Texts.Order(StringComparer.Ordinal).SequenceEqual(["Egress", "Ingress"]) ? OpenDoors(policy) : ["a direction is open"]));

    [Theory]
    [InlineData("gateway-api", "ingress", "gateways", "http")]
    [InlineData("prometheus", "ingress", "monitoring", "mgmt")]
    [InlineData("otel", "egress", "observability", "4318")]
    [InlineData("linkerd", "egress", "linkerd", null)]
    [InlineData("dapr", "egress", "dapr-system", null)]
    [InlineData("rossoctl", "egress", "kube-system", "53")]
    public async Task A_namespace_is_let_through(string component, string direction, string name, string? port) => Problems.AssertNone(await WithPolicyAsync(component), set =>
        set.Of("NetworkPolicy").Single().Spec[direction].Items.Any(rule => Peers(rule, direction).Any(peer => peer["namespaceSelector"]["matchLabels"]["kubernetes.io/metadata.name"].Is(name)) && HasPort(rule, port))
            ? []
            : [$"{component} needs {direction} of {name}:{port}"]);

    [Theory]
    [InlineData("istio-ambient", "ingress", "15008")]
    [InlineData("istio-ambient", "egress", "15008")]
    [InlineData("linkerd", "ingress", "4143")]
    [InlineData("linkerd", "egress", "4143")]
    [InlineData("dapr", "ingress", "50002")]
    [InlineData("dapr", "egress", "50002")]
    [InlineData("postgres", "egress", "5432")]
    public async Task A_port_of_the_platform_is_open(string component, string direction, string port) => Problems.AssertNone(await WithPolicyAsync(component), set =>
        set.Of("NetworkPolicy").Single().Spec[direction].Items.Any(rule => HasPort(rule, port)) ? [] : [$"{component} needs {direction} at {port}"]);

    [Fact]
    public async Task The_kubelet_reaches_an_agent_in_ambient_mode() => Problems.AssertNone(await WithPolicyAsync("istio-ambient"), static set =>
        set.Of("NetworkPolicy").Single().Spec["ingress"].Items.Any(static rule => rule["from"].Items.Any(static peer => peer["ipBlock"]["cidr"].Is("169.254.7.127/32")) && HasPort(rule, "mgmt"))
            ? []
            : ["the kubelet's probes are dropped"]);

    /// <summary>What a sidecar or a gateway has checked would be for nothing if others could pass it by.</summary>
    [Theory]
    [InlineData("dapr")]
    [InlineData("agentgateway")]
    public async Task Nobody_goes_round_what_authenticates_callers(string component) => Problems.AssertNone(await WithPolicyAsync(component), static set =>
        from rule in set.Of("NetworkPolicy").Single().Spec["ingress"].Items
        from peer in rule["from"].Items
        where peer["podSelector"]["matchLabels"]["app.kubernetes.io/part-of"].Exists && (HasPort(rule, "http") || HasPort(rule, "grpc"))
        select "agents of the namespace may call past it");

    /// <summary>Rules for the mesh have no peers, since the mesh says who may call; any other without peers, or without ports, is a hole.</summary>
    private static IEnumerable<string> OpenDoors(Manifest policy) =>
        from direction in new[] { "ingress", "egress" }
        from rule in policy.Spec[direction].Items
        let ports = rule["ports"].Items.Select(static port => port["port"].Text).ToList()
        let isOfMesh = ports is ["15008" or "4143" or "50002"]
        let isOfControlPlane = direction == "egress" && Peers(rule, direction).All(static peer => peer["namespaceSelector"].Exists)
        where (!isOfMesh && !Peers(rule, direction).Any()) || (ports.Count == 0 && !isOfControlPlane) || Peers(rule, direction).Any(static peer => !peer.Entries.Any())
        select $"{direction} has a rule for {string.Join(", ", ports)} and everybody";

    private static IEnumerable<Node> Peers(Node rule, string direction) => rule[direction == "ingress" ? "from" : "to"].Items;

    private static bool HasPort(Node rule, string? port) => port is null || rule["ports"].Items.Any(one => one["port"].Is(port));

    private async Task<IEnumerable<ManifestSet>> WithPolicyAsync(string? component = null)
    {
        var sets = (await manifests.AllAsync()).Where(set => set.Components.Contains("network-policy") && (component is null || set.Components.Contains(component))).ToList();
        Assert.NotEmpty(sets);
        return sets;
    }
}
