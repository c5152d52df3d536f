namespace A2AAgent.EndToEnd.Tests.Deploy;

/// <summary>The template of a pod.</summary>
internal sealed record Pod(Node Metadata, Node Spec)
{
    public IReadOnlyDictionary<string, string> Labels => Metadata["labels"].ToTexts();

    public IEnumerable<Container> Containers => Spec["initContainers"].Items.Concat(Spec["containers"].Items).Select(static container => new Container(container));

    public Container Agent => Containers.Single(static container => container.Name == "agent");

    public IReadOnlySet<string> PortNames => Containers.SelectMany(static container => container.Ports.Keys).ToHashSet();

    public IReadOnlyDictionary<string, Node> Volumes => Spec["volumes"].Items.ToDictionary(static volume => volume["name"].Text!);

    public bool IsSelectedBy(Node labels) => labels.Entries.Any() && labels.ToTexts().All(label => Labels.TryGetValue(label.Key, out var value) && value == label.Value);
}

/// <summary>One of its containers.</summary>
internal sealed record Container(Node Root)
{
    public string Name => Root["name"].Text!;

    public IReadOnlyList<Node> Environment => [.. Root["env"].Items];

    public IReadOnlyDictionary<string, int> Ports => Root["ports"].Items.ToDictionary(static port => port["name"].Text!, static port => port["containerPort"].ToNumber());

    public IEnumerable<Node> Probes => new[] { "startupProbe", "livenessProbe", "readinessProbe" }.Select(name => Root[name]).Where(static probe => probe.Exists);

    public IEnumerable<Node> Mounts => Root["volumeMounts"].Items;

    /// <summary>What a variable says; null when there is none, or its value comes from elsewhere.</summary>
    public string? Variable(string name) => Environment.FirstOrDefault(variable => variable["name"].Is(name))["value"].Text;
}
