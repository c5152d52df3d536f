namespace A2AAgent.Server.Tasks;

/// <summary>What a task belongs to: everything that is kept about a task is kept under this key, so that a foreign task does not exist.</summary>
/// <param name="Tenant">The tenant, or an empty string.</param>
/// <param name="Owner">Who created the task, or an empty string when nobody is known.</param>
/// <param name="Id">The task's identifier.</param>
public readonly record struct TaskKey(string Tenant, string Owner, string Id)
{
    /// <summary>Everything of the key but the task.</summary>
    internal TaskScope Scope => new(Tenant, Owner);

    /// <summary>The identifier is unique by itself, so it alone makes a good hash.</summary>
    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);
}

/// <summary>Whose tasks a caller may see.</summary>
/// <param name="Tenant">The tenant, or an empty string.</param>
/// <param name="Owner">Who calls, or an empty string when nobody is known.</param>
public readonly record struct TaskScope(string Tenant, string Owner)
{
    internal TaskKey Key(string id) => new(Tenant, Owner, id);
}
