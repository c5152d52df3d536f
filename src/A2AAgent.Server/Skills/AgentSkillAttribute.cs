namespace A2AAgent.Server;

/// <summary>Marks a method of an <see cref="AgentAttribute"/> class as a skill (specification, section 4.4.5).</summary>
/// <param name="id">The identifier, unique within the agent: letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, at most 64 characters.</param>
/// <remarks>
/// Parameters: <see cref="string"/> (the text parts), <c>Message</c>, <c>Part</c>, <c>IReadOnlyList&lt;Part&gt;</c>, any type of your
/// JSON context (a data part, or a text part that holds JSON), <see cref="SkillContext"/>, <see cref="CancellationToken"/>.
/// Results: nothing, <see cref="string"/>, <c>Part</c>, <c>Artifact</c>, any type of your JSON context, <see cref="SkillResult"/>,
/// <see cref="SkillResult{T}"/> or <c>Message</c> (a direct reply without a task), each also as <see cref="Task"/> or <see cref="ValueTask"/>;
/// or <see cref="IAsyncEnumerable{T}"/> of <see cref="string"/>, <c>Part</c> or a type of your JSON context (one artifact, streamed).
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class AgentSkillAttribute(string id) : Attribute
{
    /// <summary>The identifier, unique within the agent.</summary>
    public string Id { get; } = id;

    /// <summary>The name for people. Default: made from the identifier (<c>validate-expense</c> → <c>Validate Expense</c>).</summary>
    public string Name { get; set; } = "";

    /// <summary>What the skill does. Required.</summary>
    public string Description { get; set; } = "";

    /// <summary>Words to find the skill by. Default: the identifier's own words.</summary>
    public string[] Tags { get; set; } = [];

    /// <summary>Prompts that the skill handles.</summary>
    public string[] Examples { get; set; } = [];

    /// <summary>Media types that the skill takes. Default: what its parameters imply.</summary>
    public string[] InputModes { get; set; } = [];

    /// <summary>Media types that the skill gives. Default: what its result implies.</summary>
    public string[] OutputModes { get; set; } = [];

    /// <summary>True for the skill that messages go to when they name none. At most one; the only skill of an agent is always it.</summary>
    public bool Default { get; set; }

    /// <summary>
    /// True for a skill that only the extended Agent Card lists, for callers who satisfy the agent's and the skill's
    /// <see cref="RequireSecurityAttribute"/> (specification, section 3.1.11). They may call it as any other.
    /// </summary>
    public bool Extended { get; set; }

    /// <summary>
    /// True to promise that the skill may run again with the same message when the replica that ran it has ended in the middle; three times at
    /// most. A task of any other skill fails then. Counts where several replicas share a store. A turn that runs again knows its message and its
    /// task, with what the interrupted one has added; <see cref="SkillContext.Principal"/>, <see cref="SkillContext.Extensions"/> and the rest of
    /// <see cref="SkillContext.Request"/> are not kept and are empty.
    /// </summary>
    public bool Restart { get; set; }
}
