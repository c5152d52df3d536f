using A2AAgent.EndToEnd.Tests.Scaffolds;

namespace A2AAgent.EndToEnd.Tests.Deploy;

/// <summary>The manifests that <c>dotnet new</c> writes.</summary>
public sealed class ScaffoldManifestTests(TemplatePackage template, RenderedManifests manifests)
{
    [Theory]
    [InlineData(false, "--bindings", "jsonrpc")]
    [InlineData(true, "--bindings", "jsonrpc", "--bindings", "grpc")]
    public async Task They_are_the_users_and_have_gRPC_only_if_the_agent_has(bool hasGrpc, params string[] options)
    {
        var scaffold = await template.CreateAsync("Acme.Travel", ["--no-restore", .. options]);
        var deploy = Path.Combine(scaffold.Folder, "deploy");

        var sets = await manifests.RenderAllAsync(deploy);

        Assert.Contains(sets, static set => set.Name == "overlay-production");
        Assert.Equal(hasGrpc, sets.SelectMany(static set => set.All).Any(static manifest => manifest.Kind == "GRPCRoute"));
        Assert.All(sets.SelectMany(static set => set.Of("Service")), service =>
        {
            Assert.Equal("acme-travel", service.Name);
            Assert.Equal(hasGrpc ? ["http", "grpc"] : ["http"], service.Spec["ports"].Items.Select(static port => port["name"].Text));
        });
        Assert.All(Directory.GetFiles(deploy, "*", SearchOption.AllDirectories), static file =>
        {
            var text = File.ReadAllText(file);
            Assert.DoesNotContain("expense-agent", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("#if", text, StringComparison.Ordinal);
            Assert.DoesNotContain("#endif", text, StringComparison.Ordinal);
        });
    }

    /// <summary>Labels and names of Services end there.</summary>
    [Fact]
    public async Task A_name_of_63_characters_is_not_made_longer()
    {
        var scaffold = await template.CreateAsync("ALongNameThatGoesOnAndOnUntilItHasExactlySixtyThreeCharactersIn.It", "--no-restore");

        var sets = await manifests.RenderAllAsync(Path.Combine(scaffold.Folder, "deploy"));

        Problems.AssertNone(sets, static set => set.All.Where(static manifest => manifest.Kind is "Service" or "Deployment" or "Gateway" && manifest.Name.Length > 63).Select(static manifest => $"{manifest} is too long")
            .Concat(set.All.SelectMany(static manifest => manifest.Root.All()).SelectMany(static node => node["labels"].Entries.Concat(node["matchLabels"].Entries))
                .Where(static label => label.Value.Text is { Length: > 63 }).Select(static label => $"the label {label.Key} is too long")));
    }
}
