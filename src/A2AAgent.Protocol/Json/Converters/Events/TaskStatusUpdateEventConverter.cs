using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal sealed class TaskStatusUpdateEventConverter
    : ProtoConverter<TaskStatusUpdateEvent, TaskStatusUpdateEventConverter>, IProtoJson<TaskStatusUpdateEvent>
{
    private static readonly FieldTable Fields = new("taskId", "contextId", "status", "metadata");

    public static TaskStatusUpdateEvent Read(ref Utf8JsonReader reader)
    {
        var taskId = "";
        var contextId = "";
        AgentTaskStatus? status = null;
        JsonElement? metadata = null;
        var fields = new ObjectReader(Fields, ref reader);
        while (fields.Next(ref reader))
        {
            switch (fields.Name)
            {
                case "taskId": taskId = fields.Text(ref reader); break;
                case "contextId": contextId = fields.Text(ref reader); break;
                case "status": status = fields.Value(ref reader, AgentTaskStatusConverter.Read); break;
                case "metadata": metadata = fields.Value(ref reader, ProtoRead.Struct); break;
            }
        }

        return new TaskStatusUpdateEvent
        {
            TaskId = Required.Text("taskId", taskId),
            ContextId = Required.Text("contextId", contextId),
            Status = Required.Present("status", status),
            Metadata = metadata,
        };
    }

    public static void Write(Utf8JsonWriter writer, TaskStatusUpdateEvent value)
    {
        writer.WriteStartObject();
        writer.WriteString(ProtoNames.TaskId, value.TaskId);
        writer.WriteString(ProtoNames.ContextId, value.ContextId);
        writer.Value(ProtoNames.Status, value.Status, AgentTaskStatusConverter.Write);
        writer.Struct(ProtoNames.Metadata, value.Metadata);
        writer.WriteEndObject();
    }
}
