using System.Text.Json;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Server.Bindings.V03.Reading;

/// <summary>Reads the message of a client.</summary>
internal static class MessageReader
{
    private static readonly FieldTable Fields = new(
        "kind", "messageId", "role", "parts", "contextId", "taskId", "metadata", "extensions", "referenceTaskIds");

    public static Message Read(ref Utf8JsonReader reader)
    {
        var messageId = "";
        var contextId = "";
        var taskId = "";
        var role = Role.Unspecified;
        Part[] parts = [];
        JsonElement? metadata = null;
        string[] extensions = [];
        string[] referenceTaskIds = [];
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "kind": fields.Value(ref reader, ReadKind); break;
                case "messageId": messageId = fields.Text(ref reader); break;
                case "role": role = fields.Value(ref reader, ReadRole); break;
                case "parts": parts = fields.List(ref reader, PartReader.Read, ProtoLimits.MaxParts); break;
                case "contextId": contextId = fields.Text(ref reader); break;
                case "taskId": taskId = fields.Text(ref reader); break;
                case "metadata": metadata = fields.Value(ref reader, ProtoRead.Struct); break;
                case "extensions": extensions = fields.Texts(ref reader); break;
                case "referenceTaskIds": referenceTaskIds = fields.Texts(ref reader); break;
            }
        }

        return new Message
        {
            MessageId = Required.Text("messageId", messageId),
            Role = role != Role.Unspecified ? role : throw new ProtoJsonException("role", "Required: must be \"user\"."),
            Parts = Required.List("parts", parts),
            ContextId = contextId,
            TaskId = taskId,
            Metadata = metadata,
            Extensions = extensions,
            ReferenceTaskIds = referenceTaskIds,
        };
    }

    // Not required although 0.3 says so: nothing else can be here, and clients leave it out.
    private static bool ReadKind(ref Utf8JsonReader reader) =>
        ProtoRead.Text(ref reader) == "message" ? true : throw ProtoRead.Wrong(ref reader, "\"message\"");

    private static Role ReadRole(ref Utf8JsonReader reader) => ProtoRead.Text(ref reader) switch
    {
        "user" => Role.User,
        "agent" => throw new ProtoJsonException("", "Must be \"user\": that is how a client speaks."),
        _ => throw ProtoRead.Wrong(ref reader, "\"user\" or \"agent\""),
    };
}
