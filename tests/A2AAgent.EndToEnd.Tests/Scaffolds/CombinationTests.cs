using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Scaffolds;

/// <summary>Options together: each pair of platform and another option's values that a user would choose is in a row of this table.</summary>
public sealed class CombinationTests(TemplatePackage template)
{
    private static readonly string[] Callers = ["agentgateway", "api-key", "dapr", "istio-ambient", "istio-waypoint", "linkerd"];

    [Theory]
    [InlineData("--ci github")]
    [InlineData("--platform none --bindings jsonrpc --bindings rest --bindings grpc --store postgres --framework net9.0 --no-kubernetes --ci github")]
    [InlineData("--platform none --bindings rest --no-kubernetes --no-docker --store postgres")]
    [InlineData("--platform istio --bindings jsonrpc --bindings rest --bindings grpc --store postgres --otlp")]
    [InlineData("--platform linkerd --bindings grpc --no-docker --ci github")]
    [InlineData("--platform dapr --bindings rest --store postgres --framework net9.0")]
    [InlineData("--platform agentgateway --bindings jsonrpc --ci github")]
    [InlineData("--platform kagent --bindings jsonrpc --bindings grpc --store postgres --ci github")]
    [InlineData("--platform kagent --bindings jsonrpc --no-docker")]
    public async Task A_scaffold_has_what_its_options_say_builds_and_its_manifests_are_its_own(string options)
    {
        var scaffold = await template.CreateAsync("Acme.Travel", options.Split(' '));
        await scaffold.BuildAsync();

        Assert.Equal(!Has("--no-docker"), scaffold.Has("Dockerfile"));
        Assert.Equal(!Has("--no-docker"), scaffold.Has(".dockerignore"));
        Assert.Equal(Has("--store postgres") && !Has("--no-docker"), scaffold.Has("docker-compose.yml"));
        Assert.Equal(Has("--ci github"), scaffold.Has(".github/workflows/agent.yml"));
        Assert.Equal(!Has("--no-kubernetes"), scaffold.Has("deploy"));
        if (scaffold.Has("deploy"))
        {
            await CheckManifestsAsync(scaffold, Platform(options), Has("--store postgres"));
        }

        bool Has(string option) => options.Contains(option, StringComparison.Ordinal);
    }

    private static async Task CheckManifestsAsync(Scaffold scaffold, string platform, bool sharesTasks)
    {
        Assert.Equal(platform == "kagent" ? ["dev", "kagent"] : ["dev", "production"], Names(scaffold, "deploy/overlays"));
        if (platform != "kagent")
        {
            var production = scaffold.Read("deploy/overlays/production/kustomization.yaml");
            Assert.Equal(
                Callers.Where(component => component.StartsWith(platform == "none" ? "api-key" : platform, StringComparison.Ordinal)),
                Callers.Where(component => production.Contains($"- ../../components/{component}\n", StringComparison.Ordinal)));
        }

        Assert.Equal(platform == "kagent", scaffold.Read("deploy/README.md").Contains("overlays/kagent", StringComparison.Ordinal));
        Assert.Equal(platform != "kagent", scaffold.Read("deploy/README.md").Contains("overlays/production", StringComparison.Ordinal));
        await CheckIsUpToDateAsync(scaffold);
        foreach (var overlay in Names(scaffold, "deploy/overlays"))
        {
            var built = await Tool.RunAsync(Tool.Command("kubectl", scaffold.Folder, "kustomize", $"deploy/overlays/{overlay}"));
            Assert.True(built.ExitCode == 0, built.All);
            Assert.Contains("  name: acme-travel", built.Output);
            Assert.DoesNotContain("expense-agent", built.All, StringComparison.Ordinal);
            Assert.Equal(overlay == "production" && sharesTasks, built.Output.Contains("kind: HorizontalPodAutoscaler"));
        }
    }

    private static async Task CheckIsUpToDateAsync(Scaffold scaffold)
    {
        var check = Tool.Command("dotnet", scaffold.Folder, "run", "--no-build", "--no-launch-profile", "--", "manifests", "--check");

        // .NET 9 need not be here: its agents run on what is.
        check.Environment["DOTNET_ROLL_FORWARD"] = "Major";
        var result = await Tool.RunAsync(check);
        Assert.True(result.ExitCode == 0, result.All);
        Assert.Equal("The manifests in deploy are up to date.", Assert.Single(result.Output));
    }

    private static string Platform(string options) => options.Split("--platform ") is [_, var named] ? named.Split(' ')[0] : "none";

    private static string[] Names(Scaffold scaffold, string folder) =>
        [.. Directory.GetDirectories(Path.Combine(scaffold.Folder, folder)).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
