using System.Buffers.Text;
using System.Security.Cryptography;
using A2AAgent.Protocol.Json;
using Microsoft.Net.Http.Headers;

namespace A2AAgent.Server.Bindings.AgentCard;

/// <summary>A card as bytes, with what HTTP caches need to know about it.</summary>
internal sealed class ServedCard
{
    public ServedCard(Protocol.AgentCard card, DateTimeOffset builtAt)
    {
        Utf8 = ProtocolJson.ToUtf8(card, ProtocolJson.Context.AgentCard);
        ETag = $"\"{Base64Url.EncodeToString(SHA256.HashData(Utf8).AsSpan(0, 12))}\"";
        Tag = new EntityTagHeaderValue(ETag);

        // HTTP dates have no fractions of a second: with them, a client that echoes the date would never be current.
        Modified = new DateTimeOffset(builtAt.Ticks - (builtAt.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        LastModified = Modified.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
    }

    public byte[] Utf8 { get; }

    public string ETag { get; }

    public EntityTagHeaderValue Tag { get; }

    public DateTimeOffset Modified { get; }

    public string LastModified { get; }
}
