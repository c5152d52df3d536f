using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace A2AAgent.Server.Bindings.AgentCard;

/// <summary>A card as bytes, with what HTTP caches need to know about it.</summary>
internal sealed class ServedCard
{
    public ServedCard(byte[] utf8, DateTimeOffset builtAt)
    {
        Utf8 = utf8;
        ETag = string.Create(CultureInfo.InvariantCulture, $"\"{Fingerprint(Utf8):x16}\"");
        Tag = new EntityTagHeaderValue(ETag);

        // HTTP dates have no fractions of a second: with them, a client that echoes the date would never be current.
        Modified = new DateTimeOffset(builtAt.Ticks - (builtAt.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        LastModified = Modified.ToString("R", CultureInfo.InvariantCulture);
    }

    public byte[] Utf8 { get; }

    public string ETag { get; }

    public EntityTagHeaderValue Tag { get; }

    public DateTimeOffset Modified { get; }

    public string LastModified { get; }

    // FNV-1a. A cryptographic hash would load OpenSSL at start-up, for a tag that only has to change with the card.
    private static ulong Fingerprint(ReadOnlySpan<byte> bytes)
    {
        var hash = 0xcbf29ce484222325;
        foreach (var value in bytes)
        {
            hash = unchecked((hash ^ value) * 0x100000001b3);
        }

        return hash;
    }
}
