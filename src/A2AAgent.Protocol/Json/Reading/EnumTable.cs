using System.Text;
using System.Text.Json;

namespace A2AAgent.Protocol.Json;

/// <summary>The names of an enumeration of the protocol, each at the index that is its number.</summary>
internal sealed class EnumTable(params string[] names)
{
    private readonly JsonEncodedText[] _names = Array.ConvertAll(names, name => JsonEncodedText.Encode(name));

    public JsonEncodedText this[int number] => _names[number];

    public int Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            var number = Find(ref reader);
            return number >= 0 ? number : throw Unknown(ref reader);
        }

        if (reader.TokenType != JsonTokenType.Number)
        {
            throw Unknown(ref reader);
        }

        var given = ProtoScalars.Integer(ref reader);
        return given >= 0 && given < _names.Length ? given : throw Unknown(ref reader);
    }

    /// <summary>The error for a required field that is missing or has the value of number 0, which means the same.</summary>
    public ProtoJsonException Unspecified(string field) => new(field, $"Required: must be one of {string.Join(", ", _names[1..])}.");

    private int Find(ref Utf8JsonReader reader)
    {
        var name = reader.ValueIsEscaped || reader.HasValueSequence ? Encoding.UTF8.GetBytes(ProtoRead.Text(ref reader)) : reader.ValueSpan;
        for (var number = 0; number < _names.Length; number++)
        {
            if (name.SequenceEqual(_names[number].EncodedUtf8Bytes))
            {
                return number;
            }
        }

        return -1;
    }

    private ProtoJsonException Unknown(ref Utf8JsonReader reader) =>
        ProtoRead.Wrong(ref reader, $"one of {string.Join(", ", _names)}");
}
