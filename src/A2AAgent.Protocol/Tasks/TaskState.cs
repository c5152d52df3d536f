using System.Text.Json.Serialization;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Protocol;

/// <summary>Where a task is in its life (specification, section 4.1.3). The numbers are those of the protocol's enumeration.</summary>
[JsonConverter(typeof(TaskStateConverter))]
public enum TaskState
{
    /// <summary>Unknown. On the wire: <c>TASK_STATE_UNSPECIFIED</c>.</summary>
    Unspecified = 0,

    /// <summary>Accepted, not yet begun. On the wire: <c>TASK_STATE_SUBMITTED</c>.</summary>
    Submitted = 1,

    /// <summary>Being worked on. On the wire: <c>TASK_STATE_WORKING</c>.</summary>
    Working = 2,

    /// <summary>Finished with success; terminal. On the wire: <c>TASK_STATE_COMPLETED</c>.</summary>
    Completed = 3,

    /// <summary>Finished with an error; terminal. On the wire: <c>TASK_STATE_FAILED</c>.</summary>
    Failed = 4,

    /// <summary>Ended by the client before it finished; terminal. On the wire: <c>TASK_STATE_CANCELED</c>.</summary>
    Canceled = 5,

    /// <summary>Waits for a further message of the client; interrupted. On the wire: <c>TASK_STATE_INPUT_REQUIRED</c>.</summary>
    InputRequired = 6,

    /// <summary>The agent will not do it; terminal. On the wire: <c>TASK_STATE_REJECTED</c>.</summary>
    Rejected = 7,

    /// <summary>Waits for the client to authenticate; interrupted. On the wire: <c>TASK_STATE_AUTH_REQUIRED</c>.</summary>
    AuthRequired = 8,
}

/// <summary>Questions that the protocol asks about a <see cref="TaskState"/>.</summary>
public static class TaskStates
{
    /// <summary>True for a state that a task never leaves: completed, failed, canceled or rejected.</summary>
    public static bool IsTerminal(this TaskState state) =>
        state is TaskState.Completed or TaskState.Failed or TaskState.Canceled or TaskState.Rejected;

    /// <summary>True for a state in which the task waits for its client: input required or authentication required.</summary>
    public static bool IsInterrupted(this TaskState state) => state is TaskState.InputRequired or TaskState.AuthRequired;

    /// <summary>True for a state in which nothing happens until the client acts, or never again: terminal or interrupted.</summary>
    public static bool IsSettled(this TaskState state) => state.IsTerminal() || state.IsInterrupted();

    private static readonly string[] WireNames =
    [
        "TASK_STATE_UNSPECIFIED", "TASK_STATE_SUBMITTED", "TASK_STATE_WORKING", "TASK_STATE_COMPLETED", "TASK_STATE_FAILED",
        "TASK_STATE_CANCELED", "TASK_STATE_INPUT_REQUIRED", "TASK_STATE_REJECTED", "TASK_STATE_AUTH_REQUIRED",
    ];

    /// <summary>The name on the wire, for example <c>TASK_STATE_COMPLETED</c>.</summary>
    /// <exception cref="IndexOutOfRangeException">The value is none of the enumeration's.</exception>
    public static string ToWireName(this TaskState state) => WireNames[(int)state];
}
