using System.Text.Json;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Server.Bindings.V03;

/// <summary>
/// Data of 0.3 is always an object. Other values travel as <c>{"value": …}</c> with a mark in the part's metadata, the same one that the
/// SDKs with both versions use.
/// </summary>
internal static class WrappedData
{
    public const string Mark = "data_part_compat";

    public static bool IsNeeded(Part part) => part.Kind == PartKind.Data && part.Data is not { ValueKind: JsonValueKind.Object };

    /// <summary>The value in a marked part; any other part as it is.</summary>
    public static Part Unwrap(Part part)
    {
        if (part.Kind != PartKind.Data
            || !(part.Metadata is { } metadata && metadata.TryGetProperty(Mark, out var mark) && mark.ValueKind == JsonValueKind.True)
            || !part.Data!.Value.TryGetProperty("value", out var value))
        {
            return part;
        }

        return Part.FromData(value.Clone()) with { Metadata = Unmarked(metadata) };
    }

    /// <summary>Writes the entries of metadata but the mark.</summary>
    public static void WriteUnmarked(Utf8JsonWriter writer, JsonElement? metadata)
    {
        if (metadata is not { ValueKind: JsonValueKind.Object } entries)
        {
            return;
        }

        foreach (var entry in entries.EnumerateObject())
        {
            if (!entry.NameEquals(Mark))
            {
                entry.WriteTo(writer);
            }
        }
    }

    private static JsonElement? Unmarked(JsonElement metadata)
    {
        var buffer = JsonBuffer.Take();
        buffer.Writer.WriteStartObject();
        WriteUnmarked(buffer.Writer, metadata);
        buffer.Writer.WriteEndObject();
        var reader = new Utf8JsonReader(buffer.Written, new JsonReaderOptions { MaxDepth = ProtoLimits.MaxDepth });
        var rest = JsonElement.ParseValue(ref reader);
        buffer.Return();
        return rest.EnumerateObject().Any() ? rest : null;
    }
}
