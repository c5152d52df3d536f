using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Image;

/// <summary>The Dockerfile of a scaffold, built.</summary>
[Collection(nameof(AgentImages))]
public sealed class DockerfileTests(AgentImages images, ITestOutputHelper output) : ImageContract(images, output)
{
    private protected override Task<AgentImage> ImageAsync() => Images.FromDockerfile;

    [Fact]
    public async Task Its_labels_say_what_the_build_was_told()
    {
        var labels = (await ImageAsync()).Published.Configuration.Labels;

        Assert.Equal(AgentImages.Revision, labels["org.opencontainers.image.revision"]);
        Assert.Equal("", labels["org.opencontainers.image.source"]);
    }

    [Fact]
    public async Task Symbols_are_a_target_of_their_own_and_belong_to_the_binary()
    {
        var image = await ImageAsync();
        var folder = Images.PathOf("symbols");

        await Images.BuildAsync("--target", "symbols", "--output", folder);

        var symbols = Assert.Single(Directory.GetFiles(folder));
        Assert.Equal("Acme.Travel.dbg", Path.GetFileName(symbols));
        Assert.Equal(await BuildIdAsync(Path.Combine(image.Root, "app/agent")), await BuildIdAsync(symbols));
    }

    [Fact]
    public async Task Packages_are_restored_again_for_another_project_file_and_not_for_another_source()
    {
        var scaffold = await Images.CreateScaffoldAsync();
        await Images.BuildAsync(scaffold, "--target", "restore");

        scaffold.Append("PolicyBook.cs", "\n// Changed.\n");
        Assert.True(IsRestoreCached(await Images.BuildAsync(scaffold, "--target", "restore")));

        scaffold.SetProperty("Company", "Acme");
        Assert.False(IsRestoreCached(await Images.BuildAsync(scaffold, "--target", "restore")));
    }

    [Fact]
    public async Task An_unknown_platform_is_refused_by_name()
    {
        var refusal = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Images.BuildAsync("--target", "restore", "--platform", "linux/s390x", "--build-arg", "BUILDPLATFORM=linux/amd64"));

        Assert.Contains("This builds for linux/amd64 and linux/arm64, not for s390x.", refusal.Message, StringComparison.Ordinal);
    }

    private static bool IsRestoreCached(string log)
    {
        var lines = log.Split('\n');
        var restore = Array.FindLastIndex(lines, static line => line.Contains(": RUN --mount", StringComparison.Ordinal));
        return lines[restore + 1].StartsWith("--> Using cache", StringComparison.Ordinal);
    }

    private static async Task<string> BuildIdAsync(string file)
    {
        var notes = await Tool.RunAsync(Tool.Command("readelf", "/", "--notes", file));
        return Assert.Single(notes.Output, static line => line.Contains("Build ID:", StringComparison.Ordinal));
    }
}
