using System.Collections.Immutable;
using A2AAgent.Generators.Model;
using Microsoft.CodeAnalysis;

namespace A2AAgent.Generators.Pipeline;

/// <summary>Tells apart agents whose names differ in case only: names of generated files must differ in more.</summary>
internal static class HintTwins
{
    public static IncrementalValuesProvider<LinkedAgent> WithUniqueHintNames(this IncrementalValuesProvider<LinkedAgent> agents)
    {
        var twins = agents.Select(static (agent, _) => agent.Class.HintName).Collect().Select(static (names, _) => Find(names));
        return agents.Combine(twins).Select(static (both, _) => Rename(both.Left, both.Right)).WithTrackingName(Steps.NamedAgents);
    }

    private static EquatableArray<string> Find(ImmutableArray<string> names) => names
        .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
        .SelectMany(group => group.Skip(1))
        .ToEquatableArray();

    private static LinkedAgent Rename(LinkedAgent linked, EquatableArray<string> twins)
    {
        var number = twins.ToList().IndexOf(linked.Class.HintName) + 2;
        return number < 2 ? linked : linked.WithHintName($"{linked.Class.HintName}-{number}");
    }
}
