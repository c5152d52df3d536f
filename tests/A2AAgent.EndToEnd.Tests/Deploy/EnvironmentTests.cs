using System.Text.RegularExpressions;

namespace A2AAgent.EndToEnd.Tests.Deploy;

/// <summary>The environment of the containers.</summary>
public sealed partial class EnvironmentTests(RenderedManifests manifests)
{
    [Fact]
    public async Task No_variable_is_set_twice() => Problems.AssertNone(await manifests.AllAsync(), static set =>
        set.Pods().SelectMany(static pod => pod.Containers)
            .SelectMany(static container => container.Environment.Select(static variable => variable["name"].Text).GroupBy(static name => name))
            .Where(static group => group.Count() > 1).Select(static group => $"{group.Key} is set twice"));

    /// <summary>Kubernetes leaves a reference to a variable that stands further down as it is.</summary>
    [Fact]
    public async Task A_variable_refers_to_those_above_it_only() => Problems.AssertNone(await manifests.AllAsync(), static set =>
        from environment in set.Pods().SelectMany(static pod => pod.Containers).Select(static container => container.Environment)
        from place in Enumerable.Range(0, environment.Count)
        from reference in Reference().Matches(environment[place]["value"].Text ?? "").Select(static match => match.Groups["name"].Value)
        where !environment.Take(place).Any(above => above["name"].Is(reference))
        select $"{environment[place]["name"].Text} refers to {reference}, which is not above it");

    [Fact]
    public async Task Values_are_texts() => Problems.AssertNone(await manifests.AllAsync(), static set =>
        from variable in set.Pods().SelectMany(static pod => pod.Containers).SelectMany(static container => container.Environment)
        where !variable["value"].Exists && !variable["valueFrom"].Exists
        select $"{variable["name"].Text} has no value");

    [Fact]
    public async Task What_telemetry_says_of_the_pod_comes_from_the_pod()
    {
        var agent = (await manifests.OneAsync("overlay-production")).Pods().Single().Agent;

        Assert.Equal("expense-agent", agent.Variable("OTEL_SERVICE_NAME"));
        var attributes = agent.Variable("OTEL_RESOURCE_ATTRIBUTES")!.Split(',').Select(static pair => pair.Split('=')).ToDictionary(static pair => pair[0], static pair => pair[1]);
        Assert.Equal("$(POD_NAME)", attributes["k8s.pod.name"]);
        Assert.Equal("$(POD_NAMESPACE)", attributes["k8s.namespace.name"]);
        Assert.Equal("$(NODE_NAME)", attributes["k8s.node.name"]);
    }

    [GeneratedRegex(@"\$\((?<name>\w+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();
}
