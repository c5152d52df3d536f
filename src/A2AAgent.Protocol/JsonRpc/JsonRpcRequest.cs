using System.Text.Json;

namespace A2AAgent.Protocol.JsonRpc;

/// <summary>A JSON-RPC 2.0 request as it lies in a body: which method, which id, and where the parameters are (specification, section 9.3).</summary>
/// <remarks>What was read before a mistake stays readable, so that the answer to the mistake can carry the id.</remarks>
public sealed class JsonRpcRequest
{
    private const int MaxIdBytes = 1024;

    private static readonly byte[] NullId = "null"u8.ToArray();

    /// <summary>The id exactly as the client wrote it, as JSON; <c>null</c> until it was read.</summary>
    public ReadOnlyMemory<byte> Id { get; private set; } = NullId;

    /// <summary>True when the client wants no answer: the request is whole and has no id.</summary>
    public bool IsNotification { get; private set; }

    /// <summary>The method; null until it was read.</summary>
    public string? Method { get; private set; }

    /// <summary>Where the parameters are in the body; empty when there are none.</summary>
    public Range Params { get; private set; }

    /// <summary>The operation that the method means, as the specification names it; null until it is known that there is one.</summary>
    internal string? Operation { get; set; }

    private bool HasVersion { get; set; }

    private bool HasId { get; set; }

    /// <summary>Reads the whole body once, without looking into the parameters.</summary>
    /// <param name="body">UTF-8.</param>
    /// <param name="options">How deep the JSON may be nested.</param>
    /// <exception cref="AgentException">The body is not a request.</exception>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public void Read(ReadOnlySpan<byte> body, JsonReaderOptions options)
    {
        var reader = new Utf8JsonReader(body, options);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            var batch = reader.TokenType == JsonTokenType.StartArray;
            reader.Skip();
            reader.Read();
            throw Invalid(batch ? "batches are not supported; send one request at a time" : "a JSON object is expected");
        }

        // The first mistake is reported only when the rest has proved to be JSON and the id is known.
        AgentException? mistake = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            mistake = ReadMember(ref reader) ?? mistake;
        }

        reader.Read();
        mistake ??= HasVersion ? null : Invalid("\"jsonrpc\" must be \"2.0\"");
        mistake ??= Method is not null ? null : Invalid("\"method\" is missing");
        if (mistake is not null)
        {
            throw mistake;
        }

        IsNotification = !HasId;
    }

    private AgentException? ReadMember(ref Utf8JsonReader reader)
    {
        if (JsonRpcText.Is(ref reader, "jsonrpc"u8))
        {
            return ReadVersion(ref reader);
        }

        if (JsonRpcText.Is(ref reader, "id"u8))
        {
            return ReadId(ref reader);
        }

        if (JsonRpcText.Is(ref reader, "method"u8))
        {
            return ReadMethod(ref reader);
        }

        var isParams = JsonRpcText.Is(ref reader, "params"u8);
        reader.Read();
        return isParams ? ReadParams(ref reader) : Skipped(ref reader);
    }

    private AgentException? ReadVersion(ref Utf8JsonReader reader)
    {
        reader.Read();
        var valid = !HasVersion && reader.TokenType == JsonTokenType.String && JsonRpcText.Is(ref reader, "2.0"u8);
        HasVersion = true;
        reader.Skip();
        return valid ? null : Invalid("\"jsonrpc\" must be \"2.0\"");
    }

    private AgentException? ReadId(ref Utf8JsonReader reader)
    {
        var repeated = HasId;
        HasId = true;
        reader.Read();
        var length = reader.BytesConsumed - reader.TokenStartIndex;
        if (repeated || reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number or JsonTokenType.Null) || length > MaxIdBytes)
        {
            Id = NullId;
            reader.Skip();
            return Invalid($"\"id\" must be one string, number or null of at most {MaxIdBytes} bytes");
        }

        Id = RawToken(ref reader);
        return null;
    }

    private static byte[] RawToken(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return reader.ValueSpan.ToArray();
        }

        var raw = new byte[reader.ValueSpan.Length + 2];
        raw[0] = raw[^1] = (byte)'"';
        reader.ValueSpan.CopyTo(raw.AsSpan(1));
        return raw;
    }

    private AgentException? ReadMethod(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (Method is not null || reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return Invalid("\"method\" must be one string");
        }

        Method = JsonRpcText.Method(ref reader);
        return null;
    }

    private AgentException? ReadParams(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            // Not in the standard, but clients send it for "none".
            return null;
        }

        var valid = reader.TokenType == JsonTokenType.StartObject && Params.Equals(default);
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        Params = start..(int)reader.BytesConsumed;
        return valid ? null : Invalid("\"params\" must be one JSON object");
    }

    private static AgentException? Skipped(ref Utf8JsonReader reader)
    {
        reader.Skip();
        return null;
    }

    private static AgentException Invalid(string what) => new(AgentError.InvalidRequest, $"The body is not a JSON-RPC 2.0 request: {what}.");
}
