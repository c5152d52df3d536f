namespace A2AAgent.Server.Configuration;

/// <summary>What the extended Agent Card has beyond the public one and the skills with <see cref="AgentSkillAttribute.Extended"/>.</summary>
public sealed class ExtendedCardOptions
{
    /// <summary>
    /// A JSON file with fields of an Agent Card: any of <c>description</c>, <c>provider</c>, <c>documentationUrl</c>, <c>iconUrl</c> and
    /// <c>skills</c>. They take the place of the card's own; skills are added, or replace the one of the same id. The file is read again
    /// when it changes (<see cref="SecurityOptions.ReloadInterval"/>). Default: none.
    /// </summary>
    public string? File { get; set; }
}
