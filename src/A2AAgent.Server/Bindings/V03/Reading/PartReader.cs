using System.Text.Json;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Server.Bindings.V03.Reading;

/// <summary>Reads a part: its content is under the name of its kind.</summary>
internal static class PartReader
{
    private static readonly FieldTable Fields = new("kind", "text", "file", "data", "metadata");

    private static readonly FieldTable FileFields = new("bytes", "uri", "name", "mimeType");

    public static Part Read(ref Utf8JsonReader reader)
    {
        string? kind = null;
        string? member = null;
        Part? content = null;
        JsonElement? metadata = null;
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "kind": kind = fields.Value(ref reader, ReadKind); break;
                case "metadata": metadata = fields.Value(ref reader, ProtoRead.Struct); break;
                default:
                    Required.Only(fields.Name, member);
                    member = fields.Name;
                    content = ReadContent(ref fields, ref reader);
                    break;
            }
        }

        var part = Required.OneOf(content, "text, file and data");
        if (kind is not null && kind != member)
        {
            throw new ProtoJsonException("kind", $"Is \"{kind}\", but the part has '{member}'.");
        }

        return metadata is null ? part : WrappedData.Unwrap(part with { Metadata = metadata });
    }

    private static Part ReadContent(ref ObjectReader fields, ref Utf8JsonReader reader) => fields.Name switch
    {
        "text" => Part.FromText(fields.Text(ref reader)),
        "file" => fields.Value(ref reader, ReadFile),
        _ => Part.FromData(fields.Value(ref reader, ProtoRead.Struct)),
    };

    private static Part ReadFile(ref Utf8JsonReader reader)
    {
        string? member = null;
        Part? content = null;
        var name = "";
        var mimeType = "";
        var fields = new ObjectReader(FileFields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "name": name = fields.Text(ref reader); break;
                case "mimeType": mimeType = fields.Text(ref reader); break;
                default:
                    Required.Only(fields.Name, member);
                    member = fields.Name;
                    content = member == "bytes"
                        ? Part.FromBytes(fields.Value(ref reader, ProtoScalars.Bytes))
                        : Part.FromUrl(Required.Text(member, fields.Text(ref reader)));
                    break;
            }
        }

        return Required.OneOf(content, "bytes and uri") with { Filename = name, MediaType = mimeType };
    }

    private static string ReadKind(ref Utf8JsonReader reader) => ProtoRead.Text(ref reader) switch
    {
        "text" => "text",
        "file" => "file",
        "data" => "data",
        _ => throw ProtoRead.Wrong(ref reader, "\"text\", \"file\" or \"data\""),
    };
}
