namespace A2AAgent.Protocol;

/// <summary>Makes the identifiers that the agent gives to tasks, contexts, messages and artifacts.</summary>
public static class Identifiers
{
    /// <summary>A new identifier: 36 characters, unique, in the order in which they were made to the millisecond (RFC 9562, version 7).</summary>
    public static string New() => Guid.CreateVersion7().ToString();

    /// <summary>
    /// An identifier for a message or an artifact: as unique as <see cref="New"/> and cheaper, since the system's random source is
    /// asked once per process only. It can be guessed, so it must not open anything.
    /// </summary>
    internal static string NewInner()
    {
        Span<byte> bytes = stackalloc byte[16];
        Random.Shared.NextBytes(bytes[6..]);
        var milliseconds = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        for (var i = 0; i < 6; i++)
        {
            bytes[i] = (byte)(milliseconds >> (40 - (8 * i)));
        }

        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0f));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3f));
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
