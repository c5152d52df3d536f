namespace A2AAgent.Generators.Model;

/// <summary>A skill: its entry on the card and the method behind it.</summary>
/// <param name="BindName">The generated method that reads its arguments.</param>
internal sealed record SkillModel(
    string Id,
    string Name,
    string Description,
    EquatableArray<string> Tags,
    EquatableArray<string> Examples,
    EquatableArray<string> InputModes,
    EquatableArray<string> OutputModes,
    bool IsDefault,
    string BindName,
    MethodModel Method);

/// <summary>The method that a skill calls.</summary>
internal sealed record MethodModel(string Name, bool IsStatic, EquatableArray<ParameterModel> Parameters, ResultModel Result)
{
    public JsonTypeModel? InputJson => Parameters.FirstOrDefault(parameter => parameter.Json is not null)?.Json;

    public IEnumerable<JsonTypeModel> JsonTypes => new[] { InputJson, Result.Json }.OfType<JsonTypeModel>();
}
