using System.Xml.Linq;
using A2AAgent.EndToEnd.Tests.Scaffolds;
using A2AAgent.EndToEnd.Tests.Tools;

namespace A2AAgent.EndToEnd.Tests.Image;

/// <summary>The tests that share the images: each takes a minute to make.</summary>
[CollectionDefinition(nameof(AgentImages))]
public sealed class AgentImagesTestGroup : ICollectionFixture<AgentImages>;

/// <summary>A scaffold with all bindings, made into images in the two ways that there are.</summary>
public sealed class AgentImages : IAsyncDisposable
{
    internal const string Name = "acme-travel";
    internal const string Revision = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

    private readonly TemporaryFolder _folder = new();
    private readonly TemplatePackage _template;
    private readonly Lazy<Task<Scaffold>> _scaffold;
    private readonly Lazy<Task<LocalRegistry>> _registry;
    private readonly Lazy<Task<AgentImage>> _fromDockerfile;
    private readonly Lazy<Task<AgentImage>> _fromSdk;
    private readonly Lazy<Task<PublishedImage>> _base;

    public AgentImages(TemplatePackage template)
    {
        Buildah = new Buildah(_folder);
        _template = template;
        _scaffold = new Lazy<Task<Scaffold>>(CreateScaffoldAsync);
        _registry = new Lazy<Task<LocalRegistry>>(() => LocalRegistry.StartAsync(_folder));
        _base = new Lazy<Task<PublishedImage>>(MakeBaseAsync);
        _fromDockerfile = new Lazy<Task<AgentImage>>(BuildDockerfileAsync);
        _fromSdk = new Lazy<Task<AgentImage>>(PublishContainerAsync);
    }

    /// <summary>What <c>docker build</c> makes.</summary>
    internal Task<AgentImage> FromDockerfile => _fromDockerfile.Value;

    /// <summary>What <c>dotnet publish -t:PublishContainer</c> makes.</summary>
    internal Task<AgentImage> FromSdk => _fromSdk.Value;

    /// <summary>What both are made from.</summary>
    internal Task<PublishedImage> Base => _base.Value;

    internal Task<Scaffold> Scaffold => _scaffold.Value;

    /// <summary>Another one like it, for a test that changes it.</summary>
    internal Task<Scaffold> CreateScaffoldAsync() => _template.CreateAsync(
        "Acme.Travel", "--framework", "net9.0", "--bindings", "jsonrpc", "--bindings", "rest", "--bindings", "grpc", "--no-restore");

    private Buildah Buildah { get; }

    /// <summary>Builds a target of the Dockerfile, and gives what the builder said.</summary>
    internal async Task<string> BuildAsync(params IEnumerable<string> options) => await BuildAsync(await Scaffold, options);

    /// <summary>Builds a target of another scaffold's Dockerfile.</summary>
    internal async Task<string> BuildAsync(Scaffold scaffold, params IEnumerable<string> options)
    {
        await Base;
        var configuration = _folder.PathOf("nuget-secret.xml");
        MachineConfiguration().Save(configuration);
        return await Buildah.RunAsync([
            "bud", "--isolation", "chroot", "--layers",
            "--build-arg", $"SDK_IMAGE={BaseImages.Sdk}", "--build-arg", $"RUNTIME_IMAGE={BaseImages.Runtime}",
            "--secret", $"id=nuget,src={configuration}", "--secret", "id=ca,src=/etc/ssl/certs/ca-certificates.crt",
            .. BaseImages.BuildOptions(await TemplatePackage.GlobalPackagesAsync(_folder.Path)), .. options, scaffold.Folder]);
    }

    internal string PathOf(string name) => _folder.PathOf(name);

    public async ValueTask DisposeAsync()
    {
        foreach (var image in new[] { _fromDockerfile, _fromSdk }.Where(static image => image is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }))
        {
            await (await image.Value).DisposeAsync();
        }

        if (_registry is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await _registry.Value).DisposeAsync();
        }

        _folder.Dispose();
    }

    /// <summary>This machine's NuGet sources, and the packages that it has unpacked already, which a build in an image would otherwise download.</summary>
    private static XDocument MachineConfiguration()
    {
        var file = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget/NuGet/NuGet.Config");
        var document = File.Exists(file) ? XDocument.Load(file) : new XDocument(new XElement("configuration"));
        document.Root!.Add(new XElement("fallbackPackageFolders", new XElement("add", new XAttribute("key", "machine"), new XAttribute("value", BaseImages.Packages))));
        return document;
    }

    private async Task<PublishedImage> MakeBaseAsync()
    {
        await new BaseImages(Buildah, _folder).MakeAsync();
        return await PushAsync(BaseImages.Runtime, "runtime-deps");
    }

    private async Task<AgentImage> BuildDockerfileAsync()
    {
        await BuildAsync("--build-arg", $"REVISION={Revision}", "--tag", $"localhost/{Name}");
        return new AgentImage(await PushAsync($"localhost/{Name}", $"dockerfile/{Name}"), await Buildah.MountAsync($"localhost/{Name}"));
    }

    private async Task<AgentImage> PublishContainerAsync()
    {
        await Base;
        var registry = await _registry.Value;
        await Tool.NeedDotNetAsync((await Scaffold).Folder,
            "publish", "-t:PublishContainer", $"-p:ContainerRegistry={registry.Host}", $"-p:ContainerBaseImage={registry.Host}/runtime-deps:latest", "-nologo");
        var reference = $"{registry.Host}/{Name}:latest";
        await Buildah.RunAsync("pull", "--quiet", "--tls-verify=false", $"docker://{reference}");
        return new AgentImage(await registry.ReadAsync(Name), await Buildah.MountAsync(reference));
    }

    private async Task<PublishedImage> PushAsync(string image, string repository)
    {
        var registry = await _registry.Value;
        await Buildah.RunAsync("push", "--quiet", "--tls-verify=false", image, $"docker://{registry.Host}/{repository}:latest");
        return await registry.ReadAsync(repository);
    }
}
