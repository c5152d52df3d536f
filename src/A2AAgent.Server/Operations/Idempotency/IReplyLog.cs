using A2AAgent.Protocol;
using A2AAgent.Server.Tasks;

namespace A2AAgent.Server.Operations.Idempotency;

/// <summary>Keeps the direct replies of skills, which have no task that would: so that a message that comes again gets the same one.</summary>
/// <remarks>
/// The keys are those that the messages' tasks would have. Calls with one key come one after the other from this process; with a log that
/// several replicas share, they race with those of the others. What is kept goes with the time of finished tasks.
/// </remarks>
internal interface IReplyLog
{
    /// <summary>The reply that a message got; null when there is none, or not yet.</summary>
    /// <exception cref="AgentException">The log is not available.</exception>
    ValueTask<Reservation?> FindAsync(TaskKey key, CancellationToken cancellationToken);

    /// <summary>Reserves a message for the caller, which runs the skill then, or gives what is known of it.</summary>
    /// <param name="key">The message.</param>
    /// <param name="digest">The digest of its content.</param>
    /// <param name="claim">A value of this call's own, with which it may reserve again.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AgentException">The log is not available.</exception>
    ValueTask<Reservation> ReserveAsync(TaskKey key, ReadOnlyMemory<byte> digest, Guid claim, CancellationToken cancellationToken);

    /// <summary>Keeps the reply to a reserved message; false when the reservation is another's by now.</summary>
    /// <exception cref="AgentException">The log is not available.</exception>
    ValueTask<bool> CompleteAsync(TaskKey key, ReadOnlyMemory<byte> digest, Guid claim, Message reply, CancellationToken cancellationToken);

    /// <summary>Gives a reservation back: the skill has failed, and may run when the message comes again.</summary>
    /// <exception cref="AgentException">The log is not available.</exception>
    ValueTask ReleaseAsync(TaskKey key, Guid claim, CancellationToken cancellationToken);
}

/// <summary>What a log knows of a message.</summary>
/// <param name="State">Which of the cases it is.</param>
/// <param name="Digest">The digest of the message that was sent first; empty when that is not known.</param>
/// <param name="Reply">The reply when there is one.</param>
internal sealed record Reservation(ReservationState State, ReadOnlyMemory<byte> Digest = default, Message? Reply = null);

/// <summary>The cases of a message.</summary>
internal enum ReservationState
{
    /// <summary>It is the caller's.</summary>
    Reserved,

    /// <summary>The skill runs elsewhere.</summary>
    Running,

    /// <summary>It was replied to.</summary>
    Replied,

    /// <summary>It began a task.</summary>
    BeganTask,
}
