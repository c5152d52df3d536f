namespace A2AAgent.Generators.Pipeline;

/// <summary>Names of the pipeline's steps, for the tests that watch them.</summary>
internal static class Steps
{
    public const string Agents = "Agents";
    public const string JsonContexts = "JsonContexts";
    public const string ReferencedJsonContexts = "ReferencedJsonContexts";
    public const string AllJsonContexts = "AllJsonContexts";
    public const string LinkedAgents = "LinkedAgents";
    public const string NamedAgents = "NamedAgents";

    public static IReadOnlyList<string> All { get; } =
        [Agents, JsonContexts, ReferencedJsonContexts, AllJsonContexts, LinkedAgents, NamedAgents];
}
