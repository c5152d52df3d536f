using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using A2AAgent.Protocol;

namespace A2AAgent.Mcp;

/// <summary>What a tool gave back.</summary>
public sealed class McpToolResult
{
    internal McpToolResult(IReadOnlyList<Part> parts, JsonElement? structuredContent)
    {
        Parts = parts;
        StructuredContent = structuredContent;
    }

    /// <summary>The content in its order, as an agent can pass it on: texts, bytes of images, sound and resources, and links as URLs.</summary>
    public IReadOnlyList<Part> Parts { get; }

    /// <summary>The texts among the content.</summary>
    public IEnumerable<string> Texts => Parts.Where(static part => part.Kind == PartKind.Text).Select(static part => part.Text!);

    /// <summary>The texts, one to a line.</summary>
    public string Text => string.Join('\n', Texts);

    /// <summary>The JSON that the tool's output schema promises, or null without one.</summary>
    public JsonElement? StructuredContent { get; }

    /// <summary>Reads the structured content, or else the text as JSON.</summary>
    /// <param name="type">How it is read, from your own <c>JsonSerializerContext</c>.</param>
    /// <exception cref="JsonException">It is not JSON of the type, or JSON's null.</exception>
    public T Read<T>(JsonTypeInfo<T> type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var value = StructuredContent is { } structured ? structured.Deserialize(type) : JsonSerializer.Deserialize(Text, type);
        return value ?? throw new JsonException("The value is null.");
    }
}
