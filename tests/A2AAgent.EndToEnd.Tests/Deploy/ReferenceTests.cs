namespace A2AAgent.EndToEnd.Tests.Deploy;

/// <summary>What manifests name exists: in the same combination, or in what a README tells its reader to make.</summary>
public sealed class ReferenceTests(RenderedManifests manifests)
{
    [Fact]
    public async Task Every_object_has_a_namespace_of_its_own_kind_and_is_there_once() => Problems.AssertNone(await manifests.AllAsync(), static set =>
        set.All.GroupBy(static manifest => (manifest.ApiVersion, manifest.Kind, manifest.Name)).Where(static group => group.Count() > 1).Select(static group => $"{group.Key} is there twice")
            .Concat(set.All.Where(manifest => set.Name != "base" && (manifest.Namespace is null) != set.IsOfCluster).Select(static manifest => $"{manifest} is in namespace '{manifest.Namespace}'")));

    [Fact]
    public async Task Selectors_select_the_agents_pods() => Problems.AssertNone(await manifests.AllAsync(), static set =>
        from manifest in set.All
        from selector in Selectors(manifest)
        where !set.Pods().Any(pod => pod.IsSelectedBy(selector))
        select $"{manifest} selects no pod");

    [Fact]
    public async Task Named_ports_are_ports_of_the_pod() => Problems.AssertNone(await manifests.AllAsync(), static set =>
        from pod in set.Pods()
        from manifest in set.All
        from port in PortNames(manifest)
        where !int.TryParse(port, out _) && !pod.PortNames.Contains(port)
        select $"{manifest} names the port {port}");

    [Fact]
    public async Task Volumes_accounts_and_files_are_there() => Problems.AssertNone(await manifests.AllAsync(), static set => set.Pods().SelectMany(pod => PodProblems(set, pod)));

    [Fact]
    public async Task Routes_lead_to_ports_of_the_Service_and_policies_to_what_is_there() => Problems.AssertNone(await manifests.AllAsync(), static set =>
        RouteProblems(set).Concat(TargetProblems(set)));

    [Fact]
    public async Task The_Service_has_the_agents_first_port_first_and_not_the_management_port() => Problems.AssertNone(await manifests.AllAsync(), static set =>
        from service in set.Of("Service")
        let names = service.Spec["ports"].Items.Select(static port => port["name"].Text!).ToList()
        where names[0] != "http" || names.Contains("mgmt")
        select $"the Service has the ports {string.Join(", ", names)}");

    [Fact]
    public async Task Ports_say_what_is_spoken_there() => Problems.AssertNone(await manifests.AllAsync(), static set =>
        from service in set.Of("Service")
        from port in service.Spec["ports"].Items
        let spoken = (port["name"].Text, Tls: set.Pods().Single().Agent.Variable("Agent__Tls__CertificateFile") is not null, Gateway: set.Components.Contains("agentgateway")) switch
        {
            (_, Tls: true, _) => "https",
            ("grpc", _, _) => "kubernetes.io/h2c",
            (_, _, Gateway: true) => "agentgateway.dev/a2a",
            _ => "http",
        }
        where !port["appProtocol"].Is(spoken)
        select $"{port["name"].Text} is {port["appProtocol"].Text}, not {spoken}");

    private static IEnumerable<Node> Selectors(Manifest manifest) => manifest.Kind switch
    {
        "Service" => [manifest.Spec["selector"]],
        "Deployment" or "PodDisruptionBudget" or "PodMonitor" or "PeerAuthentication" => [manifest.Spec["selector"]["matchLabels"]],
        "AuthorizationPolicy" when manifest.Spec["selector"].Exists => [manifest.Spec["selector"]["matchLabels"]],
        "NetworkPolicy" or "Server" => [manifest.Spec["podSelector"]["matchLabels"]],
        _ => [],
    };

    private static IEnumerable<string> PortNames(Manifest manifest) => manifest.Kind switch
    {
        "Service" => manifest.Spec["ports"].Items.Select(static port => port["targetPort"].Text!),
        "PodMonitor" => manifest.Spec["podMetricsEndpoints"].Items.Select(static endpoint => endpoint["port"].Text!),
        "Server" => [manifest.Spec["port"].Text!],
        "NetworkPolicy" => manifest.Spec["ingress"].Items.SelectMany(static rule => rule["ports"].Items).Select(static port => port["port"].Text!),
        _ => [],
    };

    private static IEnumerable<string> PodProblems(ManifestSet set, Pod pod)
    {
        if (set.Find("ServiceAccount", pod.Spec["serviceAccountName"].Text) is null)
        {
            yield return "there is no such ServiceAccount";
        }

        foreach (var (container, mount) in pod.Containers.SelectMany(static container => container.Mounts.Select(mount => (container, mount))))
        {
            if (!pod.Volumes.ContainsKey(mount["name"].Text!))
            {
                yield return $"{container.Name} mounts {mount["name"].Text}, which the pod has not";
            }
        }

        foreach (var name in pod.Volumes.Values.Select(static volume => volume["configMap"]["name"].Text).OfType<string>().Where(name => set.Find("ConfigMap", name) is null))
        {
            yield return $"there is no ConfigMap {name}";
        }
    }

    private static IEnumerable<string> RouteProblems(ManifestSet set) =>
        from route in set.Of("HTTPRoute").Concat(set.Of("GRPCRoute"))
        from backend in route.Spec["rules"].Items.SelectMany(static rule => rule["backendRefs"].Items)
        let port = set.Find("Service", backend["name"].Text)?.Spec["ports"].Items.FirstOrDefault(port => port["port"].Is(backend["port"].Text!))["name"].Text
        where port != (route.Kind == "GRPCRoute" ? "grpc" : "http")
        select $"{route} leads to {backend["name"].Text}:{backend["port"].Text}";

    private static IEnumerable<string> TargetProblems(ManifestSet set)
    {
        foreach (var manifest in set.All)
        {
            IEnumerable<Node> targets = [manifest.Spec["targetRef"], manifest.Spec["scaleTargetRef"], .. manifest.Spec["targetRefs"].Items, .. manifest.Spec["requiredAuthenticationRefs"].Items];
            foreach (var target in targets.Where(target => target.Exists && set.Find(target["kind"].Text!, target["name"].Text) is null))
            {
                yield return $"{manifest} is for {target["kind"].Text} {target["name"].Text}";
            }
        }

        foreach (var service in set.Of("Service").Where(service => service.Metadata["labels"]["istio.io/use-waypoint"] is { Exists: true } name && set.Find("Gateway", name.Text) is null))
        {
            yield return $"{service} uses a waypoint that is not there";
        }
    }
}
