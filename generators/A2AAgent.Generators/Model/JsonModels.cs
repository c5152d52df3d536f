namespace A2AAgent.Generators.Model;

/// <summary>A type that a skill reads or writes as JSON.</summary>
/// <param name="Key">The fully qualified name, without nullable annotations.</param>
/// <param name="Property">What System.Text.Json calls the type's property on a context, unless the context says otherwise.</param>
internal sealed record JsonTypeModel(string Key, string Property);

/// <summary>A <c>JsonSerializerContext</c> and the types that it declares.</summary>
/// <param name="FullName">Starts with <c>global::</c>.</param>
/// <param name="SimpleName">Empty when the class is nested and so is not reachable by its own name.</param>
/// <param name="PrivateTo">The only class that can see the context, or empty.</param>
/// <param name="IsGenerated">False when it lacks what System.Text.Json needs to generate its other half.</param>
internal sealed record JsonContextModel(
    string FullName,
    string Namespace,
    string SimpleName,
    string PrivateTo,
    bool IsGenerated,
    EquatableArray<JsonTypeModel> Types);

/// <summary>An agent whose JSON types are resolved; skills that are not complete are gone.</summary>
/// <param name="TypeInfos">The expression that gives the <c>JsonTypeInfo</c> of each type.</param>
/// <param name="Contexts">Expressions of the contexts that the skills need.</param>
internal sealed record LinkedAgent(AgentModel Agent, EquatableArray<TypeInfoModel> TypeInfos, EquatableArray<string> Contexts)
{
    public ClassModel Class => Agent.Class;

    public LinkedAgent WithHintName(string name) => this with { Agent = Agent with { Class = Class with { HintName = name } } };

    public string TypeInfo(JsonTypeModel type) => TypeInfos.First(info => info.Key == type.Key).Expression;
}

internal sealed record TypeInfoModel(string Key, string Expression);
