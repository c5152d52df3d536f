using System.Collections.Concurrent;
using A2AAgent.Protocol.Json;
using A2AAgent.Server.Bindings.V03.Card;
using A2AAgent.Server.Signing;

namespace A2AAgent.Server.Bindings.AgentCard;

/// <summary>The cards as they are served, by the base URL that clients use. They hold as long as the keys that sign them.</summary>
/// <param name="cards">Makes the cards.</param>
/// <param name="signing">Signs them.</param>
/// <param name="keys">The keys; null when cards are not signed.</param>
/// <param name="since">When the cards became what they are.</param>
internal sealed class ServedCards(CardBuilder cards, CardSigning signing, SigningKeys? keys, DateTimeOffset since)
{
    /// <summary>Hosts are the client's to name: more than this many are served without being remembered.</summary>
    private const int MaxCards = 64;

    private readonly ConcurrentDictionary<(string BaseUrl, bool ForV03), ServedCard> _served = new();
    private readonly Lock _signing = new();

    public SigningKeys? Keys => keys;

    public ServedCard Find((string BaseUrl, bool ForV03) key)
    {
        if (_served.TryGetValue(key, out var served))
        {
            return served;
        }

        if (keys is null)
        {
            return Keep(key, Make(key));
        }

        // Signing takes long enough that many clients at once would wait for each other's signatures.
        lock (_signing)
        {
            return _served.TryGetValue(key, out served) ? served : Keep(key, Make(key));
        }
    }

    private ServedCard Keep((string BaseUrl, bool ForV03) key, ServedCard card) =>
        _served.Count < MaxCards ? _served.GetOrAdd(key, card) : card;

    private ServedCard Make((string BaseUrl, bool ForV03) key)
    {
        var card = cards.For(key.BaseUrl);
        if (key.ForV03)
        {
            // Not signed: the signatures would be over the fields of 1.0, and it has others as well.
            return new ServedCard(V03Card.ToUtf8(card), since);
        }

        var signed = signing.Sign(card, key.BaseUrl, keys);
        return new ServedCard(Utf8(signed), since, keys is null ? null : Meaning(signed));
    }

    /// <summary>Signatures of ECDSA differ each time, and those of replicas from each other; what is signed, and with which keys, does not.</summary>
    private static byte[] Meaning(Protocol.AgentCard signed) =>
        Utf8(signed with { Signatures = [.. signed.Signatures.Select(static one => one with { Signature = "-" })] });

    private static byte[] Utf8(Protocol.AgentCard card) => ProtocolJson.ToUtf8(card, ProtocolJson.Context.AgentCard);
}
