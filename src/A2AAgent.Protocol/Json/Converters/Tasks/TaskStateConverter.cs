using System.Text.Json;

namespace A2AAgent.Protocol.Json;

internal sealed class TaskStateConverter : ProtoConverter<TaskState, TaskStateConverter>, IProtoJson<TaskState>
{
    private static readonly EnumTable Names = new(
        "TASK_STATE_UNSPECIFIED", "TASK_STATE_SUBMITTED", "TASK_STATE_WORKING", "TASK_STATE_COMPLETED", "TASK_STATE_FAILED",
        "TASK_STATE_CANCELED", "TASK_STATE_INPUT_REQUIRED", "TASK_STATE_REJECTED", "TASK_STATE_AUTH_REQUIRED");

    public static TaskState Read(ref Utf8JsonReader reader) => (TaskState)Names.Read(ref reader);

    public static void Write(Utf8JsonWriter writer, TaskState value) => writer.WriteStringValue(NameOf(value));

    public static JsonEncodedText NameOf(TaskState value) => Names[(int)value];

    public static TaskState Required(string field, TaskState value) =>
        value != TaskState.Unspecified ? value : throw Names.Unspecified(field);
}
