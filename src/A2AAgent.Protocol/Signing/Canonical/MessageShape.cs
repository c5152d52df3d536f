using System.Text.Json;

namespace A2AAgent.Protocol.Signing;

/// <summary>The fields of a message, as far as it matters which of them are written when they have their default value.</summary>
internal sealed class MessageShape
{
    /// <summary>JSON of any content: everything in it counts.</summary>
    public static readonly MessageShape Any = new() { IsOpen = true };

    private readonly Dictionary<string, FieldShape> _fields = new(StringComparer.Ordinal);
    private MessageShape? _others;

    private MessageShape()
    {
    }

    public MessageShape(params ReadOnlySpan<FieldShape> fields)
    {
        foreach (var field in fields)
        {
            _fields[field.Name] = field;
            _fields[JsonNamingPolicy.SnakeCaseLower.ConvertName(field.Name)] = field;
        }
    }

    /// <summary>True when every name is a known one: a map, or any JSON.</summary>
    public bool IsOpen { get; private init; }

    /// <summary>The shape of what stands under other names.</summary>
    public MessageShape Others => _others ?? Any;

    /// <summary>A map from names to messages.</summary>
    public static MessageShape MapOf(MessageShape values) => new() { IsOpen = true, _others = values };

    public FieldShape? Find(string name) => _fields.GetValueOrDefault(name);
}
