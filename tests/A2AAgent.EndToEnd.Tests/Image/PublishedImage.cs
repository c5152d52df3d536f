namespace A2AAgent.EndToEnd.Tests.Image;

/// <summary>An image as a registry has it.</summary>
internal sealed record PublishedImage(ImageConfiguration Configuration, IReadOnlyList<ImageLayer> Layers)
{
    public IEnumerable<ImageFile> Files => Layers.SelectMany(static layer => layer.Files);

    public static double Megabytes(IEnumerable<ImageLayer> layers) => layers.Sum(static layer => layer.CompressedBytes) / 1e6;
}
