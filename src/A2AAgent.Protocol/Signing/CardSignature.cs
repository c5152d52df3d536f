namespace A2AAgent.Protocol.Signing;

/// <summary>A signature of a card, read but not verified (specification, section 8.4.2).</summary>
internal sealed class CardSignature
{
    private const int MaxHeaderLength = 8 * 1024;
    private const int MaxSignatureLength = 2 * 1024;

    private readonly string _protected;
    private readonly byte[] _signature;

    private CardSignature(string @protected, byte[] signature, AgentCardKeyReference reference) =>
        (_protected, _signature, Reference) = (@protected, signature, reference);

    public AgentCardKeyReference Reference { get; }

    /// <exception cref="InvalidDataException">The signature is malformed, or of a kind that is not understood.</exception>
    public static CardSignature Read(AgentCardSignature signature)
    {
        if (signature.Protected.Length > MaxHeaderLength || signature.Signature.Length > MaxSignatureLength)
        {
            throw new InvalidDataException("a signature or its protected header is too long");
        }

        var header = StrictBase64Url.Decode(signature.Protected) ?? throw new InvalidDataException("a protected header is not base64url");
        var bytes = StrictBase64Url.Decode(signature.Signature) ?? throw new InvalidDataException("a signature is not base64url");
        return new CardSignature(signature.Protected, bytes, SignatureHeader.Read(header, signature.Header));
    }

    public bool IsValid(JsonWebKey key, byte[] payload) => key.Verify(Reference.Algorithm, CardPayload.SigningInput(_protected, payload), _signature);
}
