using System.Text.Json;

namespace A2AAgent.Protocol.Json;

/// <summary>Well-formed JSON that is not the value that was expected: it names the field and says what would be right.</summary>
/// <remarks>JSON that is not well-formed, or nested too deeply, is a plain <see cref="JsonException"/> instead.</remarks>
public sealed class ProtoJsonException : JsonException
{
    /// <summary>Makes an error.</summary>
    /// <param name="field">The path from the root of the value, for example <c>message.parts[2].url</c>; empty for the root.</param>
    /// <param name="description">What is wrong and what would be right.</param>
    public ProtoJsonException(string field, string description)
        : base(description)
    {
        ArgumentNullException.ThrowIfNull(field);
        Field = field;
        Description = description;
    }

    /// <summary>The field's path from the root of the value that was read; empty for the root itself.</summary>
    public string Field { get; private set; }

    /// <summary>What is wrong and what would be right.</summary>
    public string Description { get; }

    /// <summary>The field and the description together.</summary>
    public override string Message => Field.Length == 0 ? Description : $"{Field}: {Description}";

    internal ProtoJsonException(string description)
        : this("", description)
    {
    }

    // The path grows from the inside out while the exception passes the readers that it interrupted.
    internal void Within(string parent) =>
        Field = Field.Length == 0 || Field[0] == '[' ? parent + Field : $"{parent}.{Field}";
}
