namespace A2AAgent.Protocol.Json;

/// <summary>How long the lists and maps of a value may be when it is read.</summary>
public static class ProtoLimits
{
    /// <summary>The parts of a message or of an artifact: 1,000.</summary>
    public const int MaxParts = 1_000;

    /// <summary>Every other list and map: 10,000 entries.</summary>
    public const int MaxListLength = 10_000;

    /// <summary>How deep JSON that <see cref="ProtocolJson"/> reads may be nested: deeper than what a request may bring, since answers wrap it.</summary>
    public const int MaxDepth = 256;
}
