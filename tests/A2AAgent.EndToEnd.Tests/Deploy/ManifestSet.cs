using YamlDotNet.RepresentationModel;

namespace A2AAgent.EndToEnd.Tests.Deploy;

/// <summary>What one combination of components renders.</summary>
internal sealed record ManifestSet(string Name, IReadOnlyList<Manifest> All)
{
    /// <summary>The components in it, as the name says; none for a folder of deploy/.</summary>
    public IReadOnlySet<string> Components { get; } = Name.Split('+').ToHashSet();

    /// <summary>Whether it is for an agent with gRPC.</summary>
    public bool HasGrpc { get; init; } = true;

    public bool IsOfCluster => Name.StartsWith("cluster", StringComparison.Ordinal);

    public static ManifestSet Parse(string name, string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        return new ManifestSet(name, [.. yaml.Documents.Select(static document => new Manifest(new Node(document.RootNode)))]);
    }

    public IEnumerable<Manifest> Of(string kind) => All.Where(manifest => manifest.Kind == kind);

    public Manifest? Find(string kind, string? name) => All.FirstOrDefault(manifest => manifest.Kind == kind && manifest.Name == name);

    public IEnumerable<Pod> Pods() => Of("Deployment").Select(static deployment => new Pod(deployment.Spec["template"]["metadata"], deployment.Spec["template"]["spec"]));

    public override string ToString() => Name;
}
