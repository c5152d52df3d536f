namespace A2AAgent.EndToEnd.Tests.Deploy;

/// <summary>Pods as Pod Security "restricted" and an orderly end want them, whatever is combined.</summary>
public sealed class PodTests(RenderedManifests manifests)
{
    private const int AgentUser = 1654;

    private static readonly string[] AllowedVolumes =
        ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"];

    [Fact]
    public async Task Every_pod_is_let_in_by_Pod_Security_restricted() => Problems.AssertNone(await manifests.AllAsync(), static set =>
        set.Pods().SelectMany(static pod => PodProblems(pod).Concat(pod.Containers.SelectMany(container => ContainerProblems(pod, container)))));

    [Fact]
    public async Task The_agent_of_kagent_is_let_in_too()
    {
        var deployment = (await manifests.OneAsync("overlay-kagent")).Find("Agent", "expense-agent")!.Spec["byo"]["deployment"];
        var security = deployment["securityContext"];

        Assert.True(deployment["podSecurityContext"]["runAsNonRoot"].Is("true") && deployment["podSecurityContext"]["seccompProfile"]["type"].Is("RuntimeDefault"));
        Assert.True(security["allowPrivilegeEscalation"].Is("false") && security["readOnlyRootFilesystem"].Is("true"));
        Assert.Equal(["ALL"], security["capabilities"]["drop"].Texts);
        Assert.Equal(1, deployment["replicas"].ToNumber());
    }

    [Fact]
    public async Task The_namespace_demands_restricted()
    {
        var labels = (await manifests.OneAsync("cluster")).Find("Namespace", "agents")!.Metadata["labels"].ToTexts();

        Assert.All(["enforce", "audit", "warn"], mode => Assert.Equal("restricted", labels[$"pod-security.kubernetes.io/{mode}"]));
    }

    [Fact]
    public async Task Every_pod_ends_in_order_and_is_asked_how_it_is_on_the_management_port() => Problems.AssertNone(await manifests.AllAsync(), static set =>
        set.Pods().SelectMany(static pod => EndProblems(pod).Concat(ProbeProblems(pod))));

    [Fact]
    public async Task Every_container_has_requests_and_a_memory_limit() => Problems.AssertNone(await manifests.AllAsync(), static set =>
        from container in set.Pods().SelectMany(static pod => pod.Containers)
        let resources = container.Root["resources"]
        where !resources["requests"]["cpu"].Exists || !resources["requests"]["memory"].Exists || !resources["limits"]["memory"].Exists
        select $"{container.Name} has resources missing");

    [Fact]
    public async Task A_full_store_and_a_full_queue_of_push_notifications_leave_the_memory_limit_room() => Problems.AssertNone(await manifests.AllAsync(), static set =>
        from container in set.Pods().Select(static pod => pod.Agent)
        let limit = container.Root["resources"]["limits"]["memory"].ToBytes()
        let kept = long.Parse(container.Variable("Agent__Tasks__MaxBytes")!) + long.Parse(container.Variable("Agent__Push__MaxBytes")!)
        where kept > limit / 4
        select $"{kept} bytes of content do not fit {limit}: objects take twice as much, and the collector works in three quarters of the limit");

    private static IEnumerable<string> PodProblems(Pod pod)
    {
        var security = pod.Spec["securityContext"];
        if (!security["runAsNonRoot"].Is("true") || security["runAsUser"].ToNumber() != AgentUser || !security["seccompProfile"]["type"].Is("RuntimeDefault"))
        {
            yield return "the pod may run as root, or without seccomp";
        }

        if (!pod.Spec["automountServiceAccountToken"].Is("false") || !pod.Spec["enableServiceLinks"].Is("false"))
        {
            yield return "the pod has a token or variables that it does not need";
        }

        foreach (var volume in pod.Spec["volumes"].Items.SelectMany(static volume => volume.Entries).Select(static entry => entry.Key).Except(AllowedVolumes).Where(static key => key != "name"))
        {
            yield return $"a volume is of type {volume}";
        }

        foreach (var shared in new[] { "hostNetwork", "hostPID", "hostIPC" }.Where(name => pod.Spec[name].Exists))
        {
            yield return $"the pod has {shared}";
        }
    }

    private static IEnumerable<string> ContainerProblems(Pod pod, Container container)
    {
        var security = container.Root["securityContext"];
        if (!security["allowPrivilegeEscalation"].Is("false") || !security["readOnlyRootFilesystem"].Is("true") || !security["capabilities"]["drop"].Texts.Contains("ALL"))
        {
            yield return $"{container.Name} may gain privileges or write to its root";
        }

        if (security["privileged"].Exists || security["capabilities"]["add"].Exists || container.Root["ports"].Items.Any(static port => port["hostPort"].Exists))
        {
            yield return $"{container.Name} has privileges, or a port of the node";
        }

        if (pod.Containers.Count(other => other.Name == container.Name) > 1)
        {
            yield return $"two containers are {container.Name}";
        }
    }

    private static IEnumerable<string> EndProblems(Pod pod)
    {
        if (!pod.Agent.Root["lifecycle"]["preStop"]["sleep"]["seconds"].Is("5") || pod.Spec["terminationGracePeriodSeconds"].ToNumber() < 5 + 25 + 3 + 5)
        {
            yield return "the pod is killed before its tasks may have ended";
        }

        if (!pod.Spec["topologySpreadConstraints"].Items.All(spread => pod.IsSelectedBy(spread["labelSelector"]["matchLabels"]) && spread["matchLabelKeys"].Texts.Contains("pod-template-hash")))
        {
            yield return "replicas are not spread";
        }
    }

    private static IEnumerable<string> ProbeProblems(Pod pod)
    {
        foreach (var (container, probe) in pod.Containers.SelectMany(static container => container.Probes.Select(probe => (container, probe))))
        {
            var (port, path) = (probe["httpGet"]["port"].Text!, probe["httpGet"]["path"].Text);
            if (!container.Ports.ContainsKey(port) || (container.Name == "agent" && (port != "mgmt" || path is not ("/health/live" or "/health/ready"))))
            {
                yield return $"{container.Name} is asked at {port}{path}";
            }
        }

        if (pod.Agent.Probes.Count() != 3)
        {
            yield return "the agent lacks a probe";
        }
    }
}
