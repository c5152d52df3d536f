namespace A2AAgent.Generators.Model;

/// <summary>A skill: its entry on the card and the method behind it.</summary>
/// <param name="Requirements">Alternatives, beyond what the agent demands.</param>
/// <param name="IsExtended">True when only the extended card lists the skill.</param>
/// <param name="CanRestart">True when the skill may run again after an interruption.</param>
/// <param name="BindName">The generated method that reads its arguments.</param>
internal sealed record SkillModel(
    string Id,
    string Name,
    string Description,
    EquatableArray<string> Tags,
    EquatableArray<string> Examples,
    EquatableArray<string> InputModes,
    EquatableArray<string> OutputModes,
    EquatableArray<RequirementModel> Requirements,
    bool IsDefault,
    bool IsExtended,
    bool CanRestart,
    string BindName,
    MethodModel Method);

/// <summary>The method that a skill calls.</summary>
internal sealed record MethodModel(string Name, bool IsStatic, EquatableArray<ParameterModel> Parameters, ResultModel Result)
{
    public JsonTypeModel? InputJson => Parameters.FirstOrDefault(parameter => parameter.Json is not null)?.Json;

    /// <summary>True when a parameter comes from the call's services.</summary>
    public bool UsesServices => Parameters.Any(parameter => parameter.IsService);

    public IEnumerable<JsonTypeModel> JsonTypes => new[] { InputJson, Result.Json }.OfType<JsonTypeModel>();
}
