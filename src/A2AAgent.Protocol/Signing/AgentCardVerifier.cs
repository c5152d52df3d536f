using System.Text.Json;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Protocol.Signing;

/// <summary>Verifies signed Agent Cards (specification, section 8.4.3).</summary>
/// <remarks>
/// The card is verified as it was received, fields of later versions included: whatever was added, changed or taken away after signing
/// makes it fail. Thread-safe.
/// </remarks>
public sealed class AgentCardVerifier
{
    /// <summary>The largest card that is verified, in bytes: 1 MiB.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>How many signatures of a card are looked at: 16.</summary>
    public const int MaxSignatures = 16;

    private readonly IAgentCardKeys _keys;

    /// <summary>Makes a verifier.</summary>
    /// <param name="keys">The keys that are trusted: a <see cref="JsonWebKeySet"/>, or <see cref="RemoteKeySets"/>.</param>
    public AgentCardVerifier(IAgentCardKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        _keys = keys;
    }

    /// <summary>
    /// Also accept signatures over the form that the SDKs for JavaScript and Python make of a card. Theirs leaves out whatever is empty and
    /// fields that they do not know: such a signature does not show that somebody has added or taken away a thing of that kind, for
    /// example a security requirement without scopes. Default: false.
    /// </summary>
    public bool AcceptFormOfOtherSdks { get; init; }

    /// <summary>Verifies a card: at least one signature by a trusted key must be valid.</summary>
    /// <param name="utf8Card">The card as it was received.</param>
    /// <param name="cancellationToken">Ends the search for keys.</param>
    /// <returns>The card, and the keys whose signatures were found valid.</returns>
    /// <exception cref="AgentCardSignatureException">There is no valid signature by a trusted key.</exception>
    /// <exception cref="JsonException">The bytes are no Agent Card, or too many.</exception>
    public async ValueTask<VerifiedAgentCard> VerifyAsync(ReadOnlyMemory<byte> utf8Card, CancellationToken cancellationToken = default)
    {
        if (utf8Card.Length > MaxBytes)
        {
            throw new JsonException($"A card may have at most {MaxBytes} bytes to be verified; this one has {utf8Card.Length}.");
        }

        var card = ProtocolJson.FromUtf8(utf8Card.Span, ProtocolJson.Context.AgentCard);
        var payloads = Payloads(utf8Card);
        var valid = new List<JsonWebKey>();
        var problems = new List<string>();
        var isTransient = false;
        foreach (var signature in card.Signatures.Take(MaxSignatures))
        {
            try
            {
                var read = CardSignature.Read(signature);
                var keys = await KeysOfAsync(read.Reference, cancellationToken).ConfigureAwait(false);
                isTransient |= keys.Problem is not null;
                valid.Add(Verify(read, keys.Found ?? throw new InvalidDataException(keys.Problem), payloads));
            }
            catch (InvalidDataException problem)
            {
                problems.Add(problem.Message);
            }
        }

        return valid.Count > 0 ? new VerifiedAgentCard(card, valid) : throw new AgentCardSignatureException(problems, isTransient);
    }

    private List<byte[]> Payloads(ReadOnlyMemory<byte> utf8Card)
    {
        using var json = JsonCanonicalizer.Parse(utf8Card);
        var payloads = new List<byte[]> { CardPayload.Of(json.RootElement) };
        if (AcceptFormOfOtherSdks)
        {
            payloads.Add(CardPayload.WithoutEmpty(json.RootElement));
        }

        return payloads;
    }

    /// <summary>The keys; or why they cannot be had now.</summary>
    private async ValueTask<(IReadOnlyList<JsonWebKey>? Found, string? Problem)> KeysOfAsync(AgentCardKeyReference reference, CancellationToken cancellationToken)
    {
        try
        {
            return (await _keys.FindAsync(reference, cancellationToken).ConfigureAwait(false), null);
        }
        catch (InvalidDataException problem)
        {
            return (null, problem.Message);
        }
    }

    private static JsonWebKey Verify(CardSignature signature, IReadOnlyList<JsonWebKey> keys, List<byte[]> payloads)
    {
        var (reference, quoted) = (signature.Reference, JsonText.Quote(signature.Reference.KeyId));
        return keys.Any(key => key.Fits(reference.Algorithm))
            ? keys.FirstOrDefault(key => payloads.Exists(payload => signature.IsValid(key, payload)))
                ?? throw new InvalidDataException($"the signature by the key {quoted} is not one of this card")
            : throw new InvalidDataException($"the key {quoted} is not known, or not for {reference.Algorithm}");
    }
}

/// <summary>A card with at least one valid signature.</summary>
/// <param name="Card">The card.</param>
/// <param name="Keys">The keys whose signatures were found valid, in the order of the signatures.</param>
public sealed record VerifiedAgentCard(AgentCard Card, IReadOnlyList<JsonWebKey> Keys);
