using System.Text;

namespace A2AAgent.Server.Commands.Manifests;

/// <summary>The folder with an agent's Kubernetes manifests.</summary>
internal sealed class ManifestFolder(string folder)
{
    private const int MaxBytes = 1024 * 1024;
    private const string NameLine = "  name: ";

    /// <summary>What Kubernetes calls the agent there; null when that cannot be told.</summary>
    public async Task<string?> NameAsync(CancellationToken cancellationToken)
    {
        var service = await ReadAsync(KubernetesManifests.ServiceFile, cancellationToken);
        return service?.Split('\n').FirstOrDefault(static line => line.StartsWith(NameLine, StringComparison.Ordinal))?[NameLine.Length..].Trim();
    }

    /// <summary>Writes those that differ.</summary>
    /// <returns>Their paths.</returns>
    public async Task<IReadOnlyList<string>> WriteAsync(KubernetesManifests manifests, CancellationToken cancellationToken)
    {
        var written = await DifferentAsync(manifests, cancellationToken);
        foreach (var (file, content) in manifests.All.Where(one => written.Contains(PathOf(one.File), StringComparer.Ordinal)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
            await File.WriteAllTextAsync(PathOf(file), content, cancellationToken);
        }

        return written;
    }

    /// <summary>The paths of those that are not as they should be.</summary>
    public async Task<IReadOnlyList<string>> DifferentAsync(KubernetesManifests manifests, CancellationToken cancellationToken)
    {
        var different = new List<string>();
        foreach (var (file, content) in manifests.All)
        {
            if (await ReadAsync(file, cancellationToken) != content)
            {
                different.Add(PathOf(file));
            }
        }

        return different;
    }

    private string PathOf(string file) => Path.Combine(folder, file);

    /// <summary>Line ends are those of whoever checked the file out.</summary>
    private async Task<string?> ReadAsync(string file, CancellationToken cancellationToken) => File.Exists(PathOf(file))
        ? Encoding.UTF8.GetString(await BoundedFile.ReadAsync(PathOf(file), MaxBytes, cancellationToken)).ReplaceLineEndings("\n")
        : null;
}
