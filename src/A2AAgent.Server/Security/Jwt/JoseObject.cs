using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace A2AAgent.Server.Security.Jwt;

/// <summary>
/// Reads the members of one JSON object, such as a token's header or claims, and refuses a name that comes twice: readers differ in which
/// of the two they believe (RFC 7515, section 4; RFC 7519, section 4).
/// </summary>
/// <remarks>What is wrong throws <see cref="JsonException"/>, or <see cref="InvalidOperationException"/> for half a surrogate pair.</remarks>
internal ref struct JoseObject
{
    private const int MaxMembers = 256;
    private const int MaxDepth = 16;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private Utf8JsonReader _reader;

    public JoseObject(ReadOnlySpan<byte> json)
    {
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        if (!Utf8.IsValid(json) || !_reader.Read() || _reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }
    }

    public readonly JsonTokenType ValueType => _reader.TokenType;

    /// <summary>Goes to the next member's value. What is nested in the last one is passed over.</summary>
    public bool Next([NotNullWhen(true)] out string? name)
    {
        if (_reader.CurrentDepth > 0)
        {
            _reader.Skip();
        }

        _reader.Read();
        if (_reader.TokenType == JsonTokenType.EndObject)
        {
            // Reads to the end of the text: nothing may follow.
            name = _reader.Read() ? throw new JsonException() : null;
            return false;
        }

        name = _reader.GetString()!;
        if (!_names.Add(name) || _names.Count > MaxMembers)
        {
            throw new JsonException();
        }

        _reader.Read();
        return true;
    }

    public readonly string Text() => _reader.TokenType == JsonTokenType.String ? _reader.GetString()! : throw new JsonException();

    /// <summary>A text, a number or a truth value as text; null for everything else.</summary>
    public readonly string? Simple() => _reader.TokenType switch
    {
        JsonTokenType.String => _reader.GetString(),
        JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(_reader.ValueSpan),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => null,
    };

    /// <summary>One text, or an array of texts.</summary>
    public List<string> Texts(int most)
    {
        if (_reader.TokenType != JsonTokenType.StartArray)
        {
            return [Text()];
        }

        var texts = new List<string>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            texts.Add(texts.Count < most ? Text() : throw new JsonException());
        }

        return texts;
    }

    /// <summary>Seconds since 1970, with or without a fraction (RFC 7519, NumericDate).</summary>
    public readonly DateTimeOffset Time() =>
        _reader.TokenType == JsonTokenType.Number && _reader.TryGetDouble(out var seconds) && seconds >= 0 && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.UnixEpoch.AddMilliseconds(Math.Floor(seconds * 1000))
            : throw new JsonException();

    /// <summary>The text member <paramref name="name"/> of the object at which the reader stands, or null.</summary>
    public string? TextWithin(string name)
    {
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        string? found = null;
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            var matches = _reader.ValueTextEquals(name);
            _reader.Read();
            found = !matches ? found : found is null ? Text() : throw new JsonException();
            _reader.Skip();
        }

        return found;
    }
}
