namespace A2AAgent.Generators.Model;

/// <summary>What a skill's method returns.</summary>
/// <param name="Json">What the content is written as, when it is written as JSON.</param>
/// <param name="IsNullable">True when null means "no output".</param>
internal sealed record ResultModel(
    ResultShape Shape,
    ResultContent Content,
    ResultDelivery Delivery,
    JsonTypeModel? Json = null,
    bool IsNullable = false);

internal enum ResultShape
{
    Nothing,
    Output,
    Stream,
    Message,
}

internal enum ResultContent
{
    None,
    Text,
    Json,
    Parts,
}

internal enum ResultDelivery
{
    Direct,
    Task,
    ValueTask,
}
