using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Protocol.Signing;

/// <summary>Signs Agent Cards (specification, section 8.4): JWS (RFC 7515) over the card in canonical form (RFC 8785).</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class AgentCardSigner
{
    private readonly IReadOnlyList<SigningKey> _keys;
    private readonly string? _keysUrl;

    /// <summary>Makes a signer.</summary>
    /// <param name="keys">The keys, the newest first: each of them signs, so that clients which know only an older one can verify too.</param>
    /// <param name="keysUrl">Where clients find the public keys (<c>jku</c>), or null.</param>
    /// <exception cref="ArgumentException">There is no key.</exception>
    public AgentCardSigner(IEnumerable<SigningKey> keys, Uri? keysUrl = null)
    {
        _keys = [.. keys];
        _keysUrl = keysUrl?.AbsoluteUri;
        if (_keys.Count == 0)
        {
            throw new ArgumentException("There must be at least one key.", nameof(keys));
        }
    }

    /// <summary>
    /// Also sign the card in the form that other SDKs make of it. Theirs leaves out whatever is empty, required or not, for example a
    /// security requirement without scopes, and they cannot verify a signature over a card that has such a thing. A card without one
    /// gets no further signature. Default: true.
    /// </summary>
    public bool ForOtherSdks { get; init; } = true;

    /// <summary>Adds signatures to those that the card has.</summary>
    /// <exception cref="JsonException">The card has text that is not Unicode.</exception>
    public AgentCard Sign(AgentCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        using var json = JsonCanonicalizer.Parse(ProtocolJson.ToUtf8(card, ProtocolJson.Context.AgentCard));
        var payload = CardPayload.Of(json.RootElement);
        var signatures = new List<AgentCardSignature>(card.Signatures);
        signatures.AddRange(_keys.Select(key => Sign(payload, key)));
        if (ForOtherSdks && CardPayload.WithoutEmpty(json.RootElement) is var other && !other.AsSpan().SequenceEqual(payload))
        {
            signatures.AddRange(_keys.Select(key => Sign(other, key)));
        }

        return card with { Signatures = signatures };
    }

    private AgentCardSignature Sign(byte[] payload, SigningKey key)
    {
        var header = Base64Url.EncodeToString(Header(key));
        return new AgentCardSignature { Protected = header, Signature = Base64Url.EncodeToString(key.Sign(CardPayload.SigningInput(header, payload))) };
    }

    private byte[] Header(SigningKey key)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("alg", key.Algorithm.Name);
            writer.WriteString("typ", "JOSE");
            writer.WriteString("kid", key.KeyId);
            if (_keysUrl is not null)
            {
                writer.WriteString("jku", _keysUrl);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
