namespace A2AAgent.Server.Tasks;

/// <summary>
/// The tasks of one owner in the in-memory store, of all tenants, that could go. Who may name any tenant would otherwise be as many owners.
/// </summary>
/// <remarks>Used under the store's lock.</remarks>
internal sealed class OwnedTasks
{
    /// <summary>How many the owner has, with those that run.</summary>
    public int Held { get; set; }

    /// <summary>Those that have ended, in the order of their end.</summary>
    public ExpiryQueue Finished { get; } = new();

    /// <summary>Those that wait for their client, since when.</summary>
    public ExpiryQueue Waiting { get; } = new();

    /// <summary>The one that goes first when this owner has to make room, or null.</summary>
    public StoredTask? First => Finished.Oldest ?? Waiting.Oldest;

    /// <summary>How many could go.</summary>
    public int Count => Finished.Count + Waiting.Count;

    /// <summary>How much those hold, in bytes.</summary>
    public long Bytes => Finished.Bytes + Waiting.Bytes;

    /// <summary>The class of weight that the owner is in, or -1, and its neighbours there.</summary>
    public int Class { get; set; } = -1;

    public OwnedTasks? Before { get; set; }

    public OwnedTasks? After { get; set; }
}
