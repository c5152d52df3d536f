namespace A2AAgent.Protocol;

/// <summary>Makes the identifiers that the agent gives to tasks, contexts, messages and artifacts.</summary>
public static class Identifiers
{
    /// <summary>A new identifier: 36 characters, unique, in the order in which they were made to the millisecond (RFC 9562, version 7).</summary>
    public static string New() => Guid.CreateVersion7().ToString();
}
