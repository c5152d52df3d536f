using System.Text.Json;
using A2AAgent.Protocol;

namespace A2AAgent.Server.Bindings.JsonRpc;

/// <summary>A JSON-RPC 2.0 request as it lies in the body: which method, which id, and where the parameters are.</summary>
internal sealed class JsonRpcEnvelope
{
    private const int MaxIdBytes = 1024;
    private const int MaxMethodChars = 64;

    private static readonly byte[] NullId = "null"u8.ToArray();

    /// <summary>The id exactly as the client wrote it; <c>null</c> until it was read.</summary>
    public byte[] Id { get; private set; } = NullId;

    /// <summary>True when the client wants no answer: the request has no id.</summary>
    public bool IsNotification { get; private set; } = true;

    /// <summary>The method; null when the agent does not have it.</summary>
    public JsonRpcMethod? Method { get; private set; }

    /// <summary>The name of a method that the agent does not have.</summary>
    public string? UnknownMethod { get; private set; }

    /// <summary>Where the parameters are in the body; empty when there are none.</summary>
    public Range Params { get; private set; }

    private bool HasVersion { get; set; }

    private bool HasMethod => Method is not null || UnknownMethod is not null;

    /// <summary>Reads the whole body once, without looking into the parameters.</summary>
    /// <exception cref="AgentException">The body is not a request.</exception>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public void Read(ReadOnlySpan<byte> body, JsonReaderOptions options, JsonRpcMethodTable methods)
    {
        var reader = new Utf8JsonReader(body, options);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            reader.Skip();
            throw Invalid("batches are not supported; send one request at a time");
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Invalid("a JSON object is expected");
        }

        // The first mistake is reported only when the rest has proved to be JSON and the id is known.
        AgentException? mistake = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            mistake = ReadMember(ref reader, methods) ?? mistake;
        }

        reader.Read();
        mistake ??= HasVersion ? null : Invalid("\"jsonrpc\" must be \"2.0\"");
        mistake ??= HasMethod ? null : Invalid("\"method\" is missing");
        if (mistake is not null)
        {
            throw mistake;
        }
    }

    private AgentException? ReadMember(ref Utf8JsonReader reader, JsonRpcMethodTable methods)
    {
        if (reader.ValueTextEquals("jsonrpc"u8))
        {
            return ReadVersion(ref reader);
        }

        if (reader.ValueTextEquals("id"u8))
        {
            return ReadId(ref reader);
        }

        if (reader.ValueTextEquals("method"u8))
        {
            return ReadMethod(ref reader, methods);
        }

        var isParams = reader.ValueTextEquals("params"u8);
        reader.Read();
        return isParams ? ReadParams(ref reader) : Skipped(ref reader);
    }

    private AgentException? ReadVersion(ref Utf8JsonReader reader)
    {
        reader.Read();
        var valid = !HasVersion && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("2.0"u8);
        HasVersion = true;
        reader.Skip();
        return valid ? null : Invalid("\"jsonrpc\" must be \"2.0\"");
    }

    private AgentException? ReadId(ref Utf8JsonReader reader)
    {
        var repeated = !IsNotification;
        reader.Read();
        IsNotification = false;
        var length = reader.BytesConsumed - reader.TokenStartIndex;
        if (repeated || reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number or JsonTokenType.Null) || length > MaxIdBytes)
        {
            Id = NullId;
            reader.Skip();
            return Invalid($"\"id\" must be one string, number or null of at most {MaxIdBytes} bytes");
        }

        Id = reader.HasValueSequence ? NullId : RawToken(ref reader);
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

    private AgentException? ReadMethod(ref Utf8JsonReader reader, JsonRpcMethodTable methods)
    {
        reader.Read();
        if (HasMethod || reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return Invalid("\"method\" must be one string");
        }

        if (reader.ValueSpan.Length > MaxMethodChars || reader.ValueIsEscaped)
        {
            UnknownMethod = "(longer than any, or escaped)";
            return null;
        }

        Span<char> name = stackalloc char[MaxMethodChars];
        name = name[..reader.CopyString(name)];
        Method = methods(name);
        UnknownMethod = Method is null ? name.ToString() : null;
        return null;
    }

    private AgentException? ReadParams(ref Utf8JsonReader reader)
    {
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
