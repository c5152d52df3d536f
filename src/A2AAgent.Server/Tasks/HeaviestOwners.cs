using System.Numerics;

namespace A2AAgent.Server.Tasks;

/// <summary>
/// Finds who has to make room: an owner of those who hold the most, so that none can push out the tasks of others by creating many. Owners
/// are in classes of weight, each up to twice as heavy as the one before, so that the search costs the same however many there are; within a
/// class they take turns.
/// </summary>
/// <remarks>Used under the store's lock.</remarks>
internal sealed class HeaviestOwners(int maxTasks, long maxBytes)
{
    /// <summary>Weights are parts of the store in this many units, so that tasks and bytes compare.</summary>
    private const int Units = 1 << 24;

    private readonly (OwnedTasks? First, OwnedTasks? Last)[] _classes = new (OwnedTasks?, OwnedTasks?)[1 + BitOperations.Log2(Units)];
    private uint _used;

    /// <summary>The owner whose turn it is, or null when no task could go.</summary>
    public OwnedTasks? Next => _used == 0 ? null : _classes[BitOperations.Log2(_used)].First;

    /// <summary>Puts an owner where its weight belongs after a task has come or gone; one with nothing that could go is in no class.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="hasGivenWay">True when a task of it has made room: then it is the others' turn.</param>
    public void Update(OwnedTasks owner, bool hasGivenWay = false)
    {
        var now = owner.Count == 0 ? -1 : BitOperations.Log2(Weight(owner));
        if (now == owner.Class && !hasGivenWay)
        {
            return;
        }

        Remove(owner);
        owner.Class = now;
        if (now >= 0)
        {
            Add(owner);
        }
    }

    private uint Weight(OwnedTasks owner)
    {
        var share = Math.Max((double)owner.Count / maxTasks, (double)owner.Bytes / maxBytes);
        return (uint)Math.Clamp(share * Units, 1, Units);
    }

    private void Add(OwnedTasks owner)
    {
        ref var members = ref _classes[owner.Class];
        owner.Before = members.Last;
        if (members.Last is null)
        {
            members.First = owner;
        }
        else
        {
            members.Last.After = owner;
        }

        members.Last = owner;
        _used |= 1u << owner.Class;
    }

    private void Remove(OwnedTasks owner)
    {
        if (owner.Class < 0)
        {
            return;
        }

        ref var members = ref _classes[owner.Class];
        if (owner.Before is null)
        {
            members.First = owner.After;
        }
        else
        {
            owner.Before.After = owner.After;
        }

        if (owner.After is null)
        {
            members.Last = owner.Before;
        }
        else
        {
            owner.After.Before = owner.Before;
        }

        owner.Before = owner.After = null;
        if (members.First is null)
        {
            _used &= ~(1u << owner.Class);
        }
    }
}
