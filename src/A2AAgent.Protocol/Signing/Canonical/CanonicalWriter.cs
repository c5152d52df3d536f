using System.Text.Json;
using A2AAgent.Protocol.Json;

namespace A2AAgent.Protocol.Signing;

/// <summary>Writes JSON in canonical form, without the members that its shape leaves out.</summary>
/// <param name="knownOnly">Also leaves out what the shape does not know, and everything that is empty.</param>
internal sealed class CanonicalWriter(bool knownOnly = false)
{
    private readonly CanonicalText _text = new();

    /// <exception cref="JsonException">A name twice in an object, or a number beyond the range of double.</exception>
    public byte[] Write(JsonElement value, MessageShape shape)
    {
        WriteValue(value, shape);
        return _text.Written.ToArray();
    }

    private void WriteValue(JsonElement value, MessageShape shape)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object: WriteObject(value, shape); break;
            case JsonValueKind.Array: WriteArray(value, shape); break;
            case JsonValueKind.String: _text.AddText(value.GetString()); break;
            case JsonValueKind.Number: _text.AddNumber(Number(value)); break;
            case JsonValueKind.True: _text.Add("true"u8); break;
            case JsonValueKind.False: _text.Add("false"u8); break;
            default: _text.Add("null"u8); break;
        }
    }

    private void WriteObject(JsonElement value, MessageShape shape)
    {
        _text.Add((byte)'{');
        var start = _text.Length;
        foreach (var member in Members(value, shape))
        {
            if (IsLeftOut(member, shape))
            {
                continue;
            }

            var before = _text.Length;
            if (before > start)
            {
                _text.Add((byte)',');
            }

            _text.AddText(member.Name);
            _text.Add((byte)':');
            WriteMember(member.Value, member.Field?.Shape ?? shape.Others, before);
        }

        _text.Add((byte)'}');
    }

    private void WriteArray(JsonElement value, MessageShape shape)
    {
        _text.Add((byte)'[');
        var start = _text.Length;
        foreach (var element in value.EnumerateArray())
        {
            var before = _text.Length;
            if (before > start)
            {
                _text.Add((byte)',');
            }

            WriteMember(element, shape, before);
        }

        _text.Add((byte)']');
    }

    private void WriteMember(JsonElement value, MessageShape shape, int before)
    {
        var start = _text.Length;
        WriteValue(value, shape);
        if (knownOnly && IsEmpty(_text.Written[start..]))
        {
            _text.TakeBackTo(before);
        }
    }

    private bool IsLeftOut(Member member, MessageShape shape) =>
        member.Field is { } field ? field.IsLeftOut(member.Value) : knownOnly && !shape.IsOpen;

    /// <summary>All members in canonical order, those that are left out as well: no name may be there twice.</summary>
    private static List<Member> Members(JsonElement value, MessageShape shape)
    {
        var members = new List<Member>();
        foreach (var property in value.EnumerateObject())
        {
            var field = shape.Find(property.Name);
            members.Add(new Member(field?.Name ?? property.Name, property.Value, field));
        }

        members.Sort(static (one, other) => string.CompareOrdinal(one.Name, other.Name));
        for (var index = 1; index < members.Count; index++)
        {
            if (members[index].Name == members[index - 1].Name)
            {
                throw new ProtoJsonException(JsonText.Key(members[index].Name), "Given more than once.");
            }
        }

        return members;
    }

    private static double Number(JsonElement value) => value.TryGetDouble(out var number) && double.IsFinite(number)
        ? number
        : throw new ProtoJsonException("A number is beyond the range of double.");

    private static bool IsEmpty(ReadOnlySpan<byte> json) =>
        json.SequenceEqual("\"\""u8) || json.SequenceEqual("[]"u8) || json.SequenceEqual("{}"u8) || json.SequenceEqual("null"u8);

    private readonly record struct Member(string Name, JsonElement Value, FieldShape? Field);
}
