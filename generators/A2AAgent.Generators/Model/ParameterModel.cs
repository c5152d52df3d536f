namespace A2AAgent.Generators.Model;

/// <summary>A parameter of a skill's method.</summary>
/// <param name="Local">The variable that holds it in generated code, or the expression that gets it.</param>
/// <param name="Reader">The member of <c>SkillInput</c> that reads it; empty when it is not read from the message.</param>
/// <param name="Json">The type it is read as, when the reader takes one.</param>
/// <param name="Fallback">An expression for the value when the message lacks the content, or empty.</param>
internal sealed record ParameterModel(string Local, string Reader, JsonTypeModel? Json = null, string Fallback = "")
{
    /// <summary>The skill's <c>SkillContext</c>, under the name that generated lambdas give it.</summary>
    public static ParameterModel Context { get; } = new("context", Reader: "");

    /// <summary>The skill's cancellation token, under the name that generated lambdas give it.</summary>
    public static ParameterModel CancellationToken { get; } = new("cancellationToken", Reader: "");

    /// <summary>True when it comes from the call's services.</summary>
    public bool IsService { get; init; }

    public bool IsRead => Reader.Length > 0;
}
