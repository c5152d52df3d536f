namespace A2AAgent.EndToEnd.Tests.Deploy;

/// <summary>kustomize itself refuses what cannot work, in words.</summary>
public sealed class ExclusionTests(RenderedManifests manifests)
{
    [Theory]
    [InlineData("only one of istio-ambient, linkerd and dapr", "istio-ambient", "linkerd")]
    [InlineData("only one of istio-ambient, linkerd and dapr", "linkerd", "istio-ambient")]
    [InlineData("only one of istio-ambient, linkerd and dapr", "istio-ambient", "dapr")]
    [InlineData("only one of istio-ambient, linkerd and dapr", "dapr", "istio-ambient")]
    [InlineData("only one of istio-ambient, linkerd and dapr", "linkerd", "dapr")]
    [InlineData("only one of istio-ambient, linkerd and dapr", "dapr", "linkerd")]
    [InlineData("istio-waypoint needs istio-ambient, listed before it", "istio-waypoint")]
    [InlineData("istio-waypoint needs istio-ambient, listed before it", "linkerd", "istio-waypoint")]
    [InlineData("agentgateway needs gateway-api, listed before it", "agentgateway")]
    [InlineData("agentgateway needs gateway-api, listed before it", "agentgateway", "gateway-api")]
    [InlineData("agentgateway breaks the signature of card-signing", "gateway-api", "agentgateway", "card-signing")]
    [InlineData("agentgateway breaks the signature of card-signing", "card-signing", "gateway-api", "agentgateway")]
    [InlineData("hpa needs postgres, listed before it", "hpa")]
    [InlineData("hpa needs postgres, listed before it", "hpa", "postgres")]
    [InlineData("only one of tls-cert-manager and spiffe", "tls-cert-manager", "spiffe")]
    [InlineData("only one of tls-cert-manager and spiffe", "spiffe", "tls-cert-manager")]
    [InlineData("linkerd cannot read calls under the TLS", "tls-cert-manager", "linkerd")]
    [InlineData("dapr cannot read calls under the TLS", "spiffe", "dapr")]
    [InlineData("cannot read calls under the TLS of tls-cert-manager", "linkerd", "tls-cert-manager")]
    [InlineData("cannot read calls under the TLS of spiffe", "dapr", "spiffe")]
    [InlineData("cannot read calls under the TLS of tls-cert-manager", "istio-ambient", "istio-waypoint", "tls-cert-manager")]
    [InlineData("istio-waypoint cannot read calls under the TLS", "istio-ambient", "tls-cert-manager", "istio-waypoint")]
    [InlineData("agentgateway cannot read calls under the TLS", "gateway-api", "agentgateway", "tls-cert-manager")]
    [InlineData("tls-cert-manager behind gateway-api needs backend-tls", "gateway-api", "tls-cert-manager")]
    [InlineData("gateway-api goes before tls-cert-manager", "tls-cert-manager", "gateway-api")]
    [InlineData("gateway-api cannot check the certificates of spiffe", "gateway-api", "spiffe")]
    [InlineData("gateway-api cannot check the certificates of spiffe", "spiffe", "gateway-api")]
    [InlineData("backend-tls needs gateway-api, listed before it", "backend-tls", "tls-cert-manager")]
    [InlineData("backend-tls needs gateway-api, listed before it, and no agentgateway", "gateway-api", "agentgateway", "backend-tls")]
    [InlineData("backend-tls needs tls-cert-manager", "gateway-api", "backend-tls")]
    public async Task What_cannot_work_together_is_refused_with_the_reason(string reason, params string[] components)
    {
        var result = await manifests.TryAsync(components);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(reason, Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gateway-api")]
    [InlineData("otel")]
    [InlineData("prometheus")]
    [InlineData("postgres")]
    [InlineData("istio-ambient")]
    [InlineData("linkerd")]
    [InlineData("dapr")]
    public async Task A_network_policy_that_comes_too_late_to_be_opened_is_refused(string component)
    {
        var result = await manifests.TryAsync(component, "network-policy");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("network-policy goes first in the list of components", Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_one_replica_needs_a_store_that_they_share()
    {
        var alone = await manifests.TryAsync("2", ["otel"]);
        var shared = await manifests.TryAsync("2", ["postgres"]);

        Assert.NotEqual(0, alone.ExitCode);
        Assert.Contains("more than one replica needs postgres", Assert.Single(alone.Errors), StringComparison.Ordinal);
        Assert.True(shared.ExitCode == 0, shared.All);
    }

    [Fact]
    public async Task One_replica_is_what_there_is_without_PostgreSQL_and_the_autoscalers_number_is_its_own() => Problems.AssertNone(await manifests.AllAsync(), static set =>
        from deployment in set.Of("Deployment")
        let expected = (set.Find("HorizontalPodAutoscaler", "expense-agent"), set.Components.Contains("postgres")) switch
        {
            (not null, _) => null,
            (_, true) => "2",
            _ => "1",
        }
        where deployment.Spec["replicas"].Text != expected
        select $"{deployment} has {deployment.Spec["replicas"].Text} replicas");
}
