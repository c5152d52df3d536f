using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Server.Tasks;

/// <summary>A task as a store keeps it.</summary>
/// <param name="Key">What the task belongs to.</param>
/// <param name="Task">The task after its newest event.</param>
/// <param name="Version">1 when created, one more with each event: the number of the newest event.</param>
/// <param name="SkillId">The skill that the newest message went to.</param>
public sealed record TaskRecord(TaskKey Key, AgentTask Task, long Version, string SkillId)
{
    private Serialized? _json;

    /// <summary>The task as ProtoJSON: made once, for the store that keeps it and for the reply that carries it.</summary>
    public ReadOnlyMemory<byte> ToUtf8Json()
    {
        // A copy made by "with" brings the JSON of the task that it was copied from.
        var json = _json;
        if (json is null || !ReferenceEquals(json.Task, Task))
        {
            _json = json = new Serialized(Task, ProtocolJson.ToUtf8<AgentTask, AgentTaskConverter>(Task));
        }

        return json.Utf8;
    }

    private sealed record Serialized(AgentTask Task, byte[] Utf8);
}
