using System.Text.Json;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Server.Bindings.V03.Writing;

/// <summary>Writes parts. The media type and the name of text and data are lost: 0.3 has none.</summary>
internal static class PartWriter
{
    public static void Write(Utf8JsonWriter writer, Part value)
    {
        writer.WriteStartObject();
        switch (value.Kind)
        {
            case PartKind.Text:
                writer.WriteString("kind"u8, "text"u8);
                writer.WriteString("text"u8, value.Text);
                break;
            case PartKind.Data:
                writer.WriteString("kind"u8, "data"u8);
                WriteData(writer, value);
                break;
            default:
                writer.WriteString("kind"u8, "file"u8);
                WriteFile(writer, value);
                break;
        }

        WriteMetadata(writer, value);
        writer.WriteEndObject();
    }

    private static void WriteFile(Utf8JsonWriter writer, Part value)
    {
        writer.WriteStartObject("file"u8);
        if (value.Kind == PartKind.Raw)
        {
            writer.WriteBase64String("bytes"u8, value.Raw.GetValueOrDefault().Span);
        }
        else
        {
            writer.WriteString("uri"u8, value.Url);
        }

        writer.Text(ProtoNames.Name, value.Filename);
        if (value.MediaType.Length > 0)
        {
            writer.WriteString("mimeType"u8, value.MediaType);
        }

        writer.WriteEndObject();
    }

    private static void WriteData(Utf8JsonWriter writer, Part value)
    {
        writer.WritePropertyName("data"u8);
        if (!WrappedData.IsNeeded(value))
        {
            value.Data!.Value.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        writer.WritePropertyName("value"u8);
        if (value.Data is { ValueKind: not JsonValueKind.Undefined } data)
        {
            data.WriteTo(writer);
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WriteEndObject();
    }

    private static void WriteMetadata(Utf8JsonWriter writer, Part value)
    {
        if (!WrappedData.IsNeeded(value))
        {
            writer.Struct(ProtoNames.Metadata, value.Metadata);
            return;
        }

        writer.WriteStartObject(ProtoNames.Metadata);
        WrappedData.WriteUnmarked(writer, value.Metadata);
        writer.WriteBoolean(WrappedData.Mark, true);
        writer.WriteEndObject();
    }
}
