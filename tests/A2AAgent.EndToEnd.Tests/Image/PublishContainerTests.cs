namespace A2AAgent.EndToEnd.Tests.Image;

/// <summary>The image that the .NET SDK makes of a scaffold and pushes to a registry, without Docker.</summary>
[Collection(nameof(AgentImages))]
public sealed class PublishContainerTests(AgentImages images, ITestOutputHelper output) : ImageContract(images, output)
{
    private protected override Task<AgentImage> ImageAsync() => Images.FromSdk;

    [Fact]
    public async Task It_is_run_as_the_one_that_the_Dockerfile_makes()
    {
        var (ours, theirs) = ((await ImageAsync()).Published.Configuration, (await Images.FromDockerfile).Published.Configuration);

        Assert.Equal(theirs.User, ours.User);
        Assert.Equal(theirs.WorkingFolder, ours.WorkingFolder);
        Assert.Equal(theirs.Entrypoint, ours.Entrypoint);
        Assert.Equal(theirs.Ports, ours.Ports);
        Assert.Equal(WithoutPath(theirs), WithoutPath(ours));
        Assert.Equal(theirs.Labels["org.opencontainers.image.title"], ours.Labels["org.opencontainers.image.title"]);
    }

    /// <summary>buildah adds a search path to images that have none.</summary>
    private static IEnumerable<KeyValuePair<string, string>> WithoutPath(ImageConfiguration configuration) =>
        configuration.Environment.Where(static one => one.Key != "PATH").OrderBy(static one => one.Key, StringComparer.Ordinal);
}
