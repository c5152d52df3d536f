using System.Text;
using System.Text.Json;

namespace A2AAgent.Protocol.Json;

/// <summary>The fields of one message of the protocol: camelCase as written, snake_case as also read.</summary>
internal sealed class FieldTable
{
    private readonly string[] _names;
    private readonly byte[][] _camel;
    private readonly byte[][] _snake;

    /// <param name="names">The camelCase names, at most 32, best in the order in which they are written.</param>
    public FieldTable(params string[] names)
    {
        _names = names;
        _camel = Array.ConvertAll(names, Encoding.UTF8.GetBytes);
        _snake = Array.ConvertAll(names, name => Encoding.UTF8.GetBytes(JsonNamingPolicy.SnakeCaseLower.ConvertName(name)));
    }

    /// <summary>The one field for which a JSON null is a value, or null when there is none.</summary>
    public string? NullIsValue { get; init; }

    public string this[int field] => _names[field];

    public int IndexOf(string name) => Array.IndexOf(_names, name);

    /// <summary>Finds the property name at which the reader stands; -1 when it is unknown.</summary>
    /// <param name="reader">Stands at a property name.</param>
    /// <param name="hint">Where to look first: fields mostly arrive in order.</param>
    public int Find(ref Utf8JsonReader reader, int hint)
    {
        if (reader.ValueIsEscaped || reader.HasValueSequence)
        {
            return Find(Encoding.UTF8.GetBytes(ProtoRead.Text(ref reader)), hint);
        }

        return Find(reader.ValueSpan, hint);
    }

    private int Find(ReadOnlySpan<byte> name, int hint)
    {
        for (var field = hint; field < _camel.Length; field++)
        {
            if (name.SequenceEqual(_camel[field]))
            {
                return field;
            }
        }

        for (var field = 0; field < hint; field++)
        {
            if (name.SequenceEqual(_camel[field]))
            {
                return field;
            }
        }

        return name.Contains((byte)'_') ? FindSnake(name) : -1;
    }

    private int FindSnake(ReadOnlySpan<byte> name)
    {
        for (var field = 0; field < _snake.Length; field++)
        {
            if (name.SequenceEqual(_snake[field]))
            {
                return field;
            }
        }

        return -1;
    }
}
