using System.Text.Json;

namespace A2AAgent.Protocol.Signing;

/// <summary>When a field is there at all (specification, section 5.7).</summary>
internal enum Presence
{
    /// <summary>It is there when its value is not the default one.</summary>
    Implicit,

    /// <summary>It is there when somebody set it: fields marked <c>optional</c>, and messages.</summary>
    Explicit,

    /// <summary>It is always there.</summary>
    Required,

    /// <summary>It is not part of what is signed.</summary>
    Never,
}

/// <summary>A field of a message.</summary>
internal sealed record FieldShape(string Name, Presence Presence, MessageShape Shape)
{
    public static FieldShape Plain(string name, MessageShape? shape = null) => new(name, Presence.Implicit, shape ?? MessageShape.Any);

    public static FieldShape Optional(string name, MessageShape? shape = null) => new(name, Presence.Explicit, shape ?? MessageShape.Any);

    public static FieldShape Required(string name, MessageShape? shape = null) => new(name, Presence.Required, shape ?? MessageShape.Any);

    public static FieldShape Never(string name) => new(name, Presence.Never, MessageShape.Any);

    /// <summary>True for a value that means the same as no value. A null is one always (ProtoJSON).</summary>
    public bool IsLeftOut(JsonElement value) => value.ValueKind switch
    {
        _ when Presence == Presence.Never => true,
        JsonValueKind.Null => true,
        _ when Presence != Presence.Implicit => false,
        JsonValueKind.False => true,
        JsonValueKind.String => value.ValueEquals(""u8),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => !value.EnumerateObject().MoveNext(),
        _ => false,
    };
}
