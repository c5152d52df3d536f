using System.Text.Json;

namespace A2AAgent.Protocol.Json;

/// <summary>
/// A JSON object that came in another format and becomes JSON when somebody asks for it: of most metadata one member is looked at,
/// and the rest never.
/// </summary>
/// <remarks>Thread-safe: threads that race make the same value.</remarks>
internal abstract class DeferredObject
{
    private object? _element;

    /// <summary>The object as JSON.</summary>
    public JsonElement Element => (JsonElement)(_element ??= ToJson());

    /// <summary>Finds a member; its text is null when it is no string.</summary>
    public abstract bool TryFind(string name, out string? text);

    protected abstract JsonElement ToJson();
}
