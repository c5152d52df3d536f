using System.Buffers;
using System.Text.Json;

namespace A2AAgent.Protocol.Signing;

/// <summary>Public keys in JSON (JWKS; RFC 7517, section 5).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class JsonWebKeySet : IAgentCardKeys
{
    /// <summary>The largest set that is read, in bytes: 512 KiB.</summary>
    public const int MaxBytes = 512 * 1024;

    /// <summary>How many keys a set may have when it is read: 256, those that are passed over among them.</summary>
    public const int MaxKeys = 256;

    private static readonly JsonDocumentOptions ReaderOptions = new() { MaxDepth = 16 };

    /// <summary>Makes a set.</summary>
    /// <param name="keys">The keys, the preferred one first.</param>
    public JsonWebKeySet(params IEnumerable<JsonWebKey> keys) => Keys = [.. keys];

    /// <summary>The keys, in the set's order.</summary>
    public IReadOnlyList<JsonWebKey> Keys { get; }

    /// <summary>Reads a set. Keys that this library has no use for are passed over, as section 5 of the RFC has it.</summary>
    /// <exception cref="JsonException">Not a key set, or larger than the bounds.</exception>
    public static JsonWebKeySet FromUtf8(ReadOnlyMemory<byte> utf8Json)
    {
        if (utf8Json.Length > MaxBytes)
        {
            throw new JsonException($"A key set may have at most {MaxBytes} bytes; this one has {utf8Json.Length}.");
        }

        using var document = JsonDocument.Parse(utf8Json, ReaderOptions);
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("keys", out var keys) || keys.ValueKind != JsonValueKind.Array)
        {
            throw new JsonException("A key set is an object with an array named \"keys\".");
        }

        return keys.GetArrayLength() <= MaxKeys
            ? new JsonWebKeySet(Read(keys))
            : throw new JsonException($"A key set may have at most {MaxKeys} keys; this one has {keys.GetArrayLength()}.");
    }

    private static IEnumerable<JsonWebKey> Read(JsonElement keys)
    {
        foreach (var key in keys.EnumerateArray())
        {
            if (JsonWebKey.TryRead(key) is { } known)
            {
                yield return known;
            }
        }
    }

    /// <summary>The keys that may have made a signature.</summary>
    /// <param name="keyId">The key that the signature names; null for one that names none, which may be of any key.</param>
    /// <param name="algorithm">The algorithm that it names.</param>
    public IEnumerable<JsonWebKey> Find(string? keyId, JwsAlgorithm algorithm) =>
        Keys.Where(key => (keyId is null || key.KeyId == keyId) && key.Fits(algorithm));

    /// <summary>The keys of a name. Where signatures say that their keys are makes no difference: only those of this set are trusted.</summary>
    public ValueTask<IReadOnlyList<JsonWebKey>> FindAsync(AgentCardKeyReference reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return ValueTask.FromResult<IReadOnlyList<JsonWebKey>>([.. Find(reference.KeyId, reference.Algorithm)]);
    }

    /// <summary>Writes the set.</summary>
    public byte[] ToUtf8()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("keys");
            foreach (var key in Keys)
            {
                key.WriteTo(writer);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
