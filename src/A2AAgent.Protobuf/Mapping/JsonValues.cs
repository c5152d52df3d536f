using System.Text.Json;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using Google.Protobuf.WellKnownTypes;

namespace A2AAgent.Protobuf.Mapping;

/// <summary>JSON values as protobuf's <c>Value</c> and <c>Struct</c>, and back.</summary>
/// <remarks>
/// Numbers are doubles in protobuf: digits beyond 15 or so are lost there, and a number beyond a double's range becomes the
/// largest that it has. Members keep their order; of members with the same name the last one counts.
/// </remarks>
internal static class JsonValues
{
    /// <summary>How deep a value may be nested: what wraps it in a task, a page or an envelope must still fit into what the JSON reader takes.</summary>
    public const int MaxDepth = ProtoLimits.MaxDepth - 16;

    private const double Int64Bound = 9_223_372_036_854_775_808;

    /// <summary>Null when there is no object to write.</summary>
    /// <exception cref="AgentException">It is nested too deeply.</exception>
    public static Struct? ToStruct(JsonElement? element)
    {
        if (element is not { ValueKind: JsonValueKind.Object } value)
        {
            return null;
        }

        try
        {
            return Members(value, 1);
        }
        catch (InvalidOperationException)
        {
            return Members(BrokenJson.Repaired(value), 1);
        }
    }

    /// <exception cref="AgentException">It is nested too deeply.</exception>
    public static Value ToValue(JsonElement element)
    {
        try
        {
            return Convert(element, 1);
        }
        catch (InvalidOperationException)
        {
            return Convert(BrokenJson.Repaired(element), 1);
        }
    }

    /// <exception cref="ProtoJsonException">It is nested too deeply, or has a number that JSON cannot have.</exception>
    public static void Check(Struct value) => Check(value, 1);

    /// <exception cref="ProtoJsonException">It is nested too deeply, or has a number that JSON cannot have.</exception>
    public static JsonElement FromStruct(Struct value) => Read(value, static (writer, value) => Write(writer, value, 1));

    /// <exception cref="ProtoJsonException">It is nested too deeply, or has a number that JSON cannot have.</exception>
    public static JsonElement FromValue(Value value) => Read(value, static (writer, value) => Write(writer, value, 1));

    private static Value Convert(JsonElement element, int depth) => element.ValueKind switch
    {
        JsonValueKind.Object => new Value { StructValue = Members(element, depth) },
        JsonValueKind.Array => new Value { ListValue = Items(element, depth) },
        JsonValueKind.String => new Value { StringValue = element.GetString() },
        JsonValueKind.Number => new Value { NumberValue = Math.Clamp(element.GetDouble(), double.MinValue, double.MaxValue) },
        JsonValueKind.True => new Value { BoolValue = true },
        JsonValueKind.False => new Value { BoolValue = false },
        _ => new Value { NullValue = NullValue.NullValue },
    };

    private static Struct Members(JsonElement element, int depth)
    {
        CheckSent(depth);
        var result = new Struct();
        foreach (var member in element.EnumerateObject())
        {
            result.Fields[member.Name] = Convert(member.Value, depth + 1);
        }

        return result;
    }

    private static ListValue Items(JsonElement array, int depth)
    {
        CheckSent(depth);
        var list = new ListValue();
        list.Values.Capacity = array.GetArrayLength();
        foreach (var item in array.EnumerateArray())
        {
            list.Values.Add(Convert(item, depth + 1));
        }

        return list;
    }

    private static JsonElement Read<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        var buffer = JsonBuffer.Take();
        write(buffer.Writer, value);
        var reader = new Utf8JsonReader(buffer.Written, new JsonReaderOptions { MaxDepth = ProtoLimits.MaxDepth });
        var element = JsonElement.ParseValue(ref reader);
        buffer.Return();
        return element;
    }

    private static void Write(Utf8JsonWriter writer, Value value, int depth)
    {
        switch (value.KindCase)
        {
            case Value.KindOneofCase.StructValue:
                Write(writer, value.StructValue, depth);
                break;
            case Value.KindOneofCase.ListValue:
                Write(writer, value.ListValue, depth);
                break;
            case Value.KindOneofCase.StringValue:
                writer.WriteStringValue(value.StringValue);
                break;
            case Value.KindOneofCase.NumberValue:
                Write(writer, value.NumberValue);
                break;
            case Value.KindOneofCase.BoolValue:
                writer.WriteBooleanValue(value.BoolValue);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static void Write(Utf8JsonWriter writer, Struct value, int depth)
    {
        CheckDepth(depth);
        writer.WriteStartObject();
        foreach (var (name, member) in value.Fields)
        {
            writer.WritePropertyName(name);
            Write(writer, member, depth + 1);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ListValue list, int depth)
    {
        CheckDepth(depth);
        writer.WriteStartArray();
        for (var index = 0; index < list.Values.Count; index++)
        {
            Write(writer, list.Values[index], depth + 1);
        }

        writer.WriteEndArray();
    }

    private static void Check(Struct value, int depth)
    {
        CheckDepth(depth);
        foreach (var (_, member) in value.Fields)
        {
            Check(member, depth + 1);
        }
    }

    private static void Check(Value value, int depth)
    {
        switch (value.KindCase)
        {
            case Value.KindOneofCase.StructValue:
                Check(value.StructValue, depth);
                break;
            case Value.KindOneofCase.ListValue:
                CheckDepth(depth);
                for (var index = 0; index < value.ListValue.Values.Count; index++)
                {
                    Check(value.ListValue.Values[index], depth + 1);
                }

                break;
            case Value.KindOneofCase.NumberValue:
                CheckNumber(value.NumberValue);
                break;
        }
    }

    private static void CheckNumber(double number)
    {
        if (!double.IsFinite(number))
        {
            throw new ProtoJsonException("Must not have a number that is infinite or not a number: JSON has none.");
        }
    }

    private static void Write(Utf8JsonWriter writer, double number)
    {
        CheckNumber(number);

        // Whole numbers without an exponent, which a reader of integers would refuse.
        if (number == Math.Truncate(number) && number is >= -Int64Bound and < Int64Bound)
        {
            writer.WriteNumberValue((long)number);
        }
        else
        {
            writer.WriteNumberValue(number);
        }
    }

    private static void CheckSent(int depth)
    {
        if (depth > MaxDepth)
        {
            throw new AgentException(AgentError.Internal, $"A JSON value is nested deeper than {MaxDepth} levels; nobody could read it.");
        }
    }

    private static void CheckDepth(int depth)
    {
        if (depth > MaxDepth)
        {
            throw RequestDepth.TooDeep(MaxDepth);
        }
    }
}
