using System.Buffers;

namespace A2AAgent.Server.Commands;

/// <summary>Reads whole files up to a size.</summary>
internal static class BoundedFile
{
    /// <exception cref="IOException">The file cannot be read or is too large.</exception>
    public static async Task<byte[]> ReadAsync(string path, int limit, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return await ReadAsync(file, path, limit, cancellationToken);
    }

    /// <exception cref="IOException">The stream cannot be read or is too long.</exception>
    public static async Task<byte[]> ReadAsync(Stream stream, string name, int limit, CancellationToken cancellationToken)
    {
        var content = new ArrayBufferWriter<byte>();
        while (await stream.ReadAsync(content.GetMemory(), cancellationToken) is > 0 and var read)
        {
            content.Advance(read);
            if (content.WrittenCount > limit)
            {
                throw new IOException($"{name} has more than {limit} bytes.");
            }
        }

        return content.WrittenSpan.ToArray();
    }
}
