using A2AAgent.Generators.Model;
using Microsoft.CodeAnalysis;

namespace A2AAgent.Generators.Pipeline;

/// <summary>Brings an agent together with the JSON contexts that know its types.</summary>
internal static class AgentLinker
{
    public static LinkedAgent Link(AgentModel agent, IEnumerable<JsonContextModel> contexts)
    {
        var usable = contexts.Where(context => context.IsGenerated && IsVisible(context, FullName(agent.Class))).ToList();
        var links = agent.Skills
            .SelectMany(skill => skill.Method.JsonTypes)
            .Distinct()
            .Select(type => Link(type, usable, agent.Class))
            .OfType<Found>()
            .ToList();

        var known = new HashSet<string>(links.Select(link => link.Key), StringComparer.Ordinal);
        var complete = agent.Skills.Where(skill => skill.Method.JsonTypes.All(type => known.Contains(type.Key)));
        return new(
            agent with { Skills = complete.ToEquatableArray() },
            links.Select(link => new TypeInfoModel(link.Key, $"{link.Context}.{link.Property}")).ToEquatableArray(),
            links.Select(link => link.Context).Distinct(StringComparer.Ordinal).ToEquatableArray());
    }

    public static bool IsVisible(JsonContextModel context, INamedTypeSymbol agent) =>
        IsVisible(context, agent.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));

    private static Found? Link(JsonTypeModel type, List<JsonContextModel> contexts, ClassModel agent)
    {
        foreach (var context in contexts)
        {
            if (context.Types.FirstOrDefault(known => known.Key == type.Key) is { } known)
            {
                return new(type.Key, $"{Reference(context, agent)}.Default", known.Property);
            }
        }

        return null;
    }

    private static bool IsVisible(JsonContextModel context, string agent) => context.PrivateTo.Length == 0 || context.PrivateTo == agent;

    private static string Reference(JsonContextModel context, ClassModel agent)
    {
        var isNeighbour = context.SimpleName.Length > 0 && context.Namespace == agent.Namespace;
        var isHidden = agent.ShadowedTypes.Contains(context.SimpleName, StringComparer.Ordinal);
        return isNeighbour && !isHidden ? context.SimpleName : context.FullName;
    }

    private static string FullName(ClassModel agent) =>
        agent.Namespace.Length == 0 ? $"global::{agent.Name}" : $"global::{agent.Namespace}.{agent.Name}";

    private sealed record Found(string Key, string Context, string Property);
}
