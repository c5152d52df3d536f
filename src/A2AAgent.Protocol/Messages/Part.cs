using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Protocol;

/// <summary>A piece of content: exactly one of text, bytes, a URL or JSON data (specification, section 4.1.6).</summary>
/// <remarks>Which one it is says <see cref="Kind"/>; the properties of the others are null. Immutable.</remarks>
[JsonConverter(typeof(PartConverter))]
public sealed record Part
{
    // One field for what only one of the kinds has: a task that is kept has several parts.
    private readonly object _content;

    private Part(PartKind kind, object content)
    {
        Kind = kind;
        _content = content;
    }

    /// <summary>Which content the part has.</summary>
    public PartKind Kind { get; }

    /// <summary>The text of a text part, otherwise null.</summary>
    public string? Text => Kind == PartKind.Text ? (string)_content : null;

    /// <summary>The bytes of a raw part, otherwise null. In JSON: base64.</summary>
    public ReadOnlyMemory<byte>? Raw => Kind == PartKind.Raw ? (ReadOnlyMemory<byte>?)_content : null;

    /// <summary>The address of a URL part, otherwise null.</summary>
    public string? Url => Kind == PartKind.Url ? (string)_content : null;

    /// <summary>The value of a data part, otherwise null. A value whose kind is <see cref="JsonValueKind.Null"/> is data too.</summary>
    public JsonElement? Data => Kind == PartKind.Data ? (JsonElement?)_content : null;

    /// <summary>Custom metadata: a JSON object, or null when unset.</summary>
    public JsonElement? Metadata { get; init; }

    /// <summary>A file name for the content, or an empty string.</summary>
    public string Filename { get; init; } = "";

    /// <summary>The media type of the content, or an empty string when the sender did not say.</summary>
    public string MediaType { get; init; } = "";

    /// <summary>Makes a text part.</summary>
    public static Part FromText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Part(PartKind.Text, text);
    }

    /// <summary>Makes a part of bytes. The memory is kept, not copied: do not change it afterwards.</summary>
    public static Part FromBytes(ReadOnlyMemory<byte> bytes, string mediaType = "", string filename = "") =>
        new(PartKind.Raw, bytes) { MediaType = mediaType, Filename = filename };

    /// <summary>Makes a part that refers to content elsewhere.</summary>
    public static Part FromUrl(string url, string mediaType = "", string filename = "")
    {
        ArgumentException.ThrowIfNullOrEmpty(url);
        return new Part(PartKind.Url, url) { MediaType = mediaType, Filename = filename };
    }

    /// <summary>Makes a data part of any JSON value.</summary>
    public static Part FromData(JsonElement data) => new(PartKind.Data, data);

    /// <summary>Makes a data part of a value by source-generated metadata.</summary>
    /// <param name="value">The value.</param>
    /// <param name="typeInfo">How it is written, from your own <see cref="JsonSerializerContext"/>.</param>
    public static Part FromData<T>(T value, JsonTypeInfo<T> typeInfo) => FromData(JsonSerializer.SerializeToElement(value, typeInfo));
}

/// <summary>The content that a <see cref="Part"/> has.</summary>
public enum PartKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Raw,

    /// <summary>The address of content that is elsewhere.</summary>
    Url,

    /// <summary>Any JSON value.</summary>
    Data,
}
