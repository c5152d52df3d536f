using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using Google.Protobuf;
using Wire = A2AAgent.Protobuf.Messages;

namespace A2AAgent.Protobuf.Mapping;

internal static partial class ProtoMap
{
    public static Message FromProto(Wire.Message value) => WireRead.Root(value, Read);

    public static Wire.Message ToProto(Message value)
    {
        var result = new Wire.Message
        {
            MessageId = WireWrite.Text(value.MessageId),
            ContextId = WireWrite.Text(value.ContextId),
            TaskId = WireWrite.Text(value.TaskId),
            Role = (Wire.Role)value.Role,
            Metadata = value.DeferredMetadata is DeferredStruct deferred ? deferred.Value : JsonValues.ToStruct(value.Metadata),
        };
        WireWrite.List(result.Parts, value.Parts, ToProto);
        WireWrite.Texts(result.Extensions, value.Extensions);
        WireWrite.Texts(result.ReferenceTaskIds, value.ReferenceTaskIds);
        return result;
    }

    public static Part FromProto(Wire.Part value) => WireRead.Root(value, Read);

    public static Wire.Part ToProto(Part value)
    {
        var result = new Wire.Part
        {
            Metadata = JsonValues.ToStruct(value.Metadata),
            Filename = WireWrite.Text(value.Filename),
            MediaType = WireWrite.Text(value.MediaType),
        };
        switch (value.Kind)
        {
            case PartKind.Text:
                result.Text = WireWrite.Text(value.Text);
                break;
            case PartKind.Raw:
                // Not copied: a message is written as soon as it is made.
                result.Raw = UnsafeByteOperations.UnsafeWrap(value.Raw.GetValueOrDefault());
                break;
            case PartKind.Url:
                result.Url = WireWrite.Text(value.Url);
                break;
            default:
                result.Data = JsonValues.ToValue(value.Data.GetValueOrDefault());
                break;
        }

        return result;
    }

    private static Message Read(Wire.Message value)
    {
        var role = WireRead.Role("role", value.Role);
        var parts = WireRead.List("parts", value.Parts, Read, ProtoLimits.MaxParts);
        var metadata = WireRead.Deferred("metadata", value.Metadata);
        var extensions = WireRead.Texts("extensions", value.Extensions);
        var referenceTaskIds = WireRead.Texts("referenceTaskIds", value.ReferenceTaskIds);
        return new Message
        {
            MessageId = Required.Text("messageId", value.MessageId),
            ContextId = value.ContextId,
            TaskId = value.TaskId,
            Role = RoleConverter.Required("role", role),
            Parts = Required.List("parts", parts),
            DeferredMetadata = metadata,
            Extensions = extensions,
            ReferenceTaskIds = referenceTaskIds,
        };
    }

    private static Part Read(Wire.Part value)
    {
        var content = ReadContent(value);
        var metadata = WireRead.Struct("metadata", value.Metadata);
        var part = Required.OneOf(content, "text, raw, url and data");
        return metadata is null && value.Filename.Length == 0 && value.MediaType.Length == 0
            ? part
            : part with { Metadata = metadata, Filename = value.Filename, MediaType = value.MediaType };
    }

    private static Part? ReadContent(Wire.Part value) => value.ContentCase switch
    {
        Wire.Part.ContentOneofCase.Text => Part.FromText(value.Text),
        Wire.Part.ContentOneofCase.Raw => Part.FromBytes(value.Raw.Memory),
        Wire.Part.ContentOneofCase.Url => Part.FromUrl(Required.Text("url", value.Url)),
        Wire.Part.ContentOneofCase.Data => Part.FromData(WireRead.Json("data", value.Data)),
        _ => null,
    };
}
