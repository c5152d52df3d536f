using System.Text.Json;

namespace A2AAgent.Protocol.Json;

/// <summary>Reads one value; the reader stands at its first token before and at its last token after.</summary>
internal delegate T ReadValue<out T>(ref Utf8JsonReader reader);

/// <summary>
/// Walks the fields of one JSON object. Unknown fields and nulls are passed over, a repeated field is an error, and every error
/// of a value gets the field's name.
/// </summary>
internal struct ObjectReader
{
    private readonly FieldTable _table;
    private int _field = -1;
    private uint _seen;

    public ObjectReader(FieldTable table, ref Utf8JsonReader reader)
    {
        ProtoRead.Expect(ref reader, JsonTokenType.StartObject, "an object");
        _table = table;
    }

    /// <summary>The camelCase name of the field whose value comes next.</summary>
    public readonly string Name => _table[_field];

    /// <summary>Moves to the value of the next field that is set; false at the end of the object.</summary>
    public bool Next(ref Utf8JsonReader reader)
    {
        while (ProtoRead.Advance(ref reader) != JsonTokenType.EndObject)
        {
            var field = _table.Find(ref reader, _field + 1);
            var token = ProtoRead.Advance(ref reader);
            if (field < 0)
            {
                ProtoRead.Skip(ref reader);
                continue;
            }

            Mark(field);
            if (token != JsonTokenType.Null || string.Equals(Name, _table.NullIsValue, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    public readonly T Value<T>(ref Utf8JsonReader reader, ReadValue<T> read)
    {
        try
        {
            return read(ref reader);
        }
        catch (ProtoJsonException error)
        {
            error.Within(Name);
            throw;
        }
    }

    public readonly string Text(ref Utf8JsonReader reader) => Value(ref reader, ProtoRead.Text);

    public readonly T[] List<T>(ref Utf8JsonReader reader, ReadValue<T> read, int limit = ProtoLimits.MaxListLength)
    {
        try
        {
            return ProtoRead.List(ref reader, read, limit);
        }
        catch (ProtoJsonException error)
        {
            error.Within(Name);
            throw;
        }
    }

    public readonly string[] Texts(ref Utf8JsonReader reader) => List(ref reader, ProtoRead.Text);

    public readonly Dictionary<string, T> Map<T>(ref Utf8JsonReader reader, ReadValue<T?> read)
        where T : class
    {
        try
        {
            return ProtoRead.Map(ref reader, read);
        }
        catch (ProtoJsonException error)
        {
            error.Within(Name);
            throw;
        }
    }

    private void Mark(int field)
    {
        _field = field;
        var bit = 1u << field;
        if ((_seen & bit) != 0)
        {
            throw new ProtoJsonException(Name, "Given more than once; give it once, in camelCase or in snake_case.");
        }

        _seen |= bit;
    }
}
