namespace A2AAgent.Generators.Model;

/// <summary>An agent class as its source says it, before the JSON contexts are known.</summary>
internal sealed record AgentModel(ClassModel Class, CardModel Card, BindingsModel Bindings, EquatableArray<SkillModel> Skills);

/// <summary>The class that the generated half belongs to.</summary>
/// <param name="Namespace">Empty for the global namespace.</param>
/// <param name="Name">As it is written in source, with <c>@</c> where it needs one.</param>
/// <param name="Keyword"><c>class</c> or <c>record</c>.</param>
/// <param name="HintName">The beginning of the generated files' names.</param>
/// <param name="TakenNames">Names that mean something else here than the generated code would mean by them.</param>
/// <param name="ShadowedTypes">Types of the namespace that a member of the class hides.</param>
/// <param name="Suppressions">Warnings that calls of the class's own methods would give.</param>
internal sealed record ClassModel(
    string Namespace,
    string Name,
    string Keyword,
    string HintName,
    EquatableArray<string> TakenNames,
    EquatableArray<string> ShadowedTypes,
    EquatableArray<string> Suppressions);

/// <summary>The bindings to map.</summary>
internal sealed record BindingsModel(bool JsonRpc, bool HttpJson, bool Grpc);
