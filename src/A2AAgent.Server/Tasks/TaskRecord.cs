using A2AAgent.Protocol;

namespace A2AAgent.Server.Tasks;

/// <summary>A task as a store keeps it.</summary>
/// <param name="Key">What the task belongs to.</param>
/// <param name="Task">The task after its newest event.</param>
/// <param name="Version">1 when created, one more with each event: the number of the newest event.</param>
/// <param name="SkillId">The skill that the newest message went to.</param>
public sealed record TaskRecord(TaskKey Key, AgentTask Task, long Version, string SkillId);
