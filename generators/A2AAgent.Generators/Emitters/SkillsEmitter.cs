using A2AAgent.Generators.Model;

namespace A2AAgent.Generators.Emitters;

/// <summary>The file with the skills and how each is called.</summary>
internal static class SkillsEmitter
{
    private static readonly string[] Usings =
    [
        "System.Collections.Generic",
        "System.Text.Json.Serialization.Metadata",
        "A2AAgent.Protocol.Json",
        "A2AAgent.Server",
    ];

    public static string Emit(LinkedAgent linked)
    {
        var agent = linked.Class.Name;
        var members = $$"""
            static IReadOnlyList<SkillDefinition<{{agent}}>> IAgent<{{agent}}>.Skills { get; } =
            [
            {{SourceFile.Indent(string.Join("\n", linked.Agent.Skills.Select(skill => Definition(linked, skill))), 4)}}
            ];

            static IJsonTypeInfoResolver IAgent<{{agent}}>.JsonResolver { get; } ={{Resolver(linked)}};
            """;

        var binds = linked.Agent.Skills.Select(skill => BindEmitter.Emit(linked, skill));
        var all = string.Join("\n\n", binds.Prepend(members));
        return SourceFile.Write(linked.Class, Usings, all, $" : IAgent<{agent}>", Pragma(linked.Class));
    }

    private static string Pragma(ClassModel agent) =>
        agent.Suppressions.Count == 0 ? "" : $"#pragma warning disable {string.Join(", ", agent.Suppressions)}\n";

    private static string Definition(LinkedAgent linked, SkillModel skill)
    {
        var settings = new[]
        {
            skill.IsDefault ? "IsDefault = true" : "",
            skill.IsExtended ? "IsExtended = true" : "",
            skill.CanRestart ? "CanRestart = true" : "",
            skill.Method.UsesServices ? "UsesServices = true" : "",
            skill.Method.InputJson is { } input ? $"Input = {linked.TypeInfo(input)}" : "",
            skill.Method.Result.Json is { } output ? $"Output = {linked.TypeInfo(output)}" : "",
        };

        var initializer = string.Join(", ", settings.Where(setting => setting.Length > 0));
        return $"new(\"{skill.Id}\", {skill.BindName}){(initializer.Length == 0 ? "" : $" {{ {initializer} }}")},";
    }

    private static string Resolver(LinkedAgent linked) => linked.Contexts.Count == 0
        ? " ProtocolJson.Context"
        : $"\n    JsonTypeInfoResolver.Combine(ProtocolJson.Context, {string.Join(", ", linked.Contexts)})";
}
