using System.Formats.Tar;
using System.IO.Compression;

namespace A2AAgent.EndToEnd.Tests.Image;

/// <summary>A file of an image; folders and links are none.</summary>
internal sealed record ImageFile(string Path, UnixFileMode Mode, int Owner)
{
    public string Name => System.IO.Path.GetFileName(Path);

    public bool IsWritableByOthers => (Mode & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != UnixFileMode.None;
}

/// <summary>One layer of an image, as it travels.</summary>
internal sealed record ImageLayer(long CompressedBytes, IReadOnlyList<ImageFile> Files)
{
    public static async Task<ImageLayer> ReadAsync(long compressedBytes, Stream compressed, CancellationToken cancellationToken)
    {
        await using var tar = new TarReader(new GZipStream(compressed, CompressionMode.Decompress));
        var files = new List<ImageFile>();
        while (await tar.GetNextEntryAsync(cancellationToken: cancellationToken) is { } entry)
        {
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
            {
                files.Add(new ImageFile($"/{entry.Name.TrimStart('.', '/')}", entry.Mode, entry.Uid));
            }
        }

        return new ImageLayer(compressedBytes, files);
    }
}
