using A2AAgent.Protocol;

namespace A2AAgent.Postgres.Writes;

/// <summary>
/// When the whole task is written, and not its events alone. A stream of thousands of chunks would write all of the artifact with each
/// one; what is left out is made up for when the task is read.
/// </summary>
internal static class Snapshots
{
    /// <summary>A task of few events is small, and read in one piece.</summary>
    private const long AlwaysUntil = 16;

    /// <summary>True when the task is to be written as it is at a version.</summary>
    /// <param name="version">The version after the events.</param>
    /// <param name="changes">The events.</param>
    public static bool IsDue(long version, IReadOnlyList<StreamEvent> changes)
    {
        for (var i = 0; i < changes.Count; i++)
        {
            // What else comes with a status, a message of the client for one, is not in the event.
            if (changes[i].ArtifactUpdate is null)
            {
                return true;
            }
        }

        return version <= AlwaysUntil || Step(version) != Step(version - changes.Count);
    }

    /// <summary>Four steps for each doubling: whatever the length of a stream, all that is written is a small multiple of it.</summary>
    private static long Step(long version)
    {
        var doublings = long.Log2(Math.Max(1, version));
        return (4 * doublings) + ((version - (1L << (int)doublings)) * 4 >> (int)doublings);
    }
}
