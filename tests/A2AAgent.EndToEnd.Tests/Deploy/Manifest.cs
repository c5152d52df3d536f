namespace A2AAgent.EndToEnd.Tests.Deploy;

/// <summary>An object that would be applied to a cluster.</summary>
internal sealed record Manifest(Node Root)
{
    public string Kind => Root["kind"].Text!;

    public string ApiVersion => Root["apiVersion"].Text!;

    public string Name => Metadata["name"].Text!;

    public string? Namespace => Metadata["namespace"].Text;

    public Node Metadata => Root["metadata"];

    public Node Spec => Root["spec"];

    public override string ToString() => $"{Kind}/{Name}";
}
