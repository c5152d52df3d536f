namespace A2AAgent.Protocol.Json;

/// <summary>Checks of fields that the protocol requires, made when the whole object has been read.</summary>
internal static class Required
{
    public static string Text(string field, string value) =>
        value.Length > 0 ? value : throw new ProtoJsonException(field, "Required: must be a non-empty string.");

    public static T[] List<T>(string field, T[] value) =>
        value.Length > 0 ? value : throw new ProtoJsonException(field, "Required: must have at least one element.");

    public static T Present<T>(string field, T? value)
        where T : class =>
        value ?? throw new ProtoJsonException(field, "Required, but missing.");

    /// <summary>The one member of a oneof that is set.</summary>
    public static T OneOf<T>(T? value, string members)
        where T : class =>
        value ?? throw new ProtoJsonException($"Required: must have exactly one of {members}.");

    /// <summary>Refuses a second member of a oneof.</summary>
    public static void Only(string field, string? other)
    {
        if (other is not null)
        {
            throw new ProtoJsonException(field, $"Cannot be given together with '{other}': only one of them can be set.");
        }
    }
}
