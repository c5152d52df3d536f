using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal sealed class PartConverter : ProtoConverter<Part, PartConverter>, IProtoJson<Part>
{
    private static readonly FieldTable Fields = new("text", "raw", "url", "data", "metadata", "filename", "mediaType")
    {
        NullIsValue = "data",
    };

    public static Part Read(ref Utf8JsonReader reader)
    {
        Part? content = null;
        string? member = null;
        JsonElement? metadata = null;
        var filename = "";
        var mediaType = "";
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "metadata": metadata = fields.Value(ref reader, ProtoRead.Struct); break;
                case "filename": filename = fields.Text(ref reader); break;
                case "mediaType": mediaType = fields.Text(ref reader); break;
                default:
                    Required.Only(fields.Name, member);
                    member = fields.Name;
                    content = ReadContent(ref fields, ref reader);
                    break;
            }
        }

        var part = Required.OneOf(content, "text, raw, url and data");
        return metadata is null && filename.Length == 0 && mediaType.Length == 0
            ? part
            : part with { Metadata = metadata, Filename = filename, MediaType = mediaType };
    }

    public static void Write(Utf8JsonWriter writer, Part value)
    {
        writer.WriteStartObject();
        WriteContent(writer, value);
        writer.Struct(ProtoNames.Metadata, value.Metadata);
        writer.Text(ProtoNames.Filename, value.Filename);
        writer.Text(ProtoNames.MediaType, value.MediaType);
        writer.WriteEndObject();
    }

    private static Part ReadContent(ref ObjectReader fields, ref Utf8JsonReader reader) => fields.Name switch
    {
        "text" => Part.FromText(fields.Text(ref reader)),
        "raw" => Part.FromBytes(fields.Value(ref reader, ProtoScalars.Bytes)),
        "url" => Part.FromUrl(Required.Text("url", fields.Text(ref reader))),
        _ => Part.FromData(fields.Value(ref reader, ProtoRead.Value)),
    };

    private static void WriteContent(Utf8JsonWriter writer, Part value)
    {
        switch (value.Kind)
        {
            case PartKind.Text:
                writer.WriteString(ProtoNames.Text, value.Text);
                break;
            case PartKind.Raw:
                writer.WriteBase64String(ProtoNames.Raw, value.Raw.GetValueOrDefault().Span);
                break;
            case PartKind.Url:
                writer.WriteString(ProtoNames.Url, value.Url);
                break;
            case PartKind.Data when value.Data is { ValueKind: not JsonValueKind.Undefined } data:
                writer.WritePropertyName(ProtoNames.Data);
                data.WriteTo(writer);
                break;
            default:
                writer.WriteNull(ProtoNames.Data);
                break;
        }
    }
}
