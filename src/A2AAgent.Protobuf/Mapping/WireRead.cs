using System.Globalization;
using System.Text.Json;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using Wire = A2AAgent.Protobuf.Messages;

namespace A2AAgent.Protobuf.Mapping;

/// <summary>
/// Reads the fields of a message as the JSON reader reads them. Errors are those of the JSON reader, each growing its path on
/// the way out, until <see cref="Root"/> makes the caller's error of them.
/// </summary>
internal static class WireRead
{
    private const int NanosecondsPerTick = 100;
    private const long LastSecond = 253_402_300_799;
    private const long FirstSecond = -62_135_596_800;

    /// <exception cref="AgentException">A field is missing, wrong or out of bounds.</exception>
    public static T Root<TWire, T>(TWire value, Func<TWire, T> read)
    {
        try
        {
            return read(value);
        }
        catch (ProtoJsonException e)
        {
            throw AgentException.InvalidParams(e.Field, e.Description);
        }
    }

    /// <summary>A field that is a message; null when it is not set.</summary>
    public static T? Value<TWire, T>(string field, TWire? value, Func<TWire, T> read)
        where TWire : class
        where T : class =>
        value is null ? null : Member(field, value, read);

    /// <summary>A message that is set.</summary>
    public static T Member<TWire, T>(string field, TWire value, Func<TWire, T> read)
    {
        try
        {
            return read(value);
        }
        catch (ProtoJsonException e)
        {
            e.Within(field);
            throw;
        }
    }

    public static T[] List<TWire, T>(string field, RepeatedField<TWire> values, Func<TWire, T> read, int limit = ProtoLimits.MaxListLength)
    {
        if (values.Count == 0)
        {
            return [];
        }

        // What is beyond the limit is an error, but one of an element before it comes first, as in JSON.
        limit = ProtoRead.IsUnlimited ? int.MaxValue : limit;
        var items = new T[Math.Min(values.Count, limit)];
        for (var index = 0; index < items.Length; index++)
        {
            items[index] = Element(field, values[index], read, index);
        }

        return values.Count <= limit ? items : throw TooLong(field, limit, "elements");
    }

    public static string[] Texts(string field, RepeatedField<string> values)
    {
        if (values.Count > ProtoLimits.MaxListLength && !ProtoRead.IsUnlimited)
        {
            throw TooLong(field, ProtoLimits.MaxListLength, "elements");
        }

        if (values.Count == 0)
        {
            return [];
        }

        var texts = new string[values.Count];
        values.CopyTo(texts, 0);
        return texts;
    }

    /// <summary>A map; an entry that <paramref name="read"/> gives null for is left out.</summary>
    public static Dictionary<string, T> Map<TWire, T>(string field, MapField<string, TWire> values, Func<TWire, T?> read)
        where T : class
    {
        var map = new Dictionary<string, T>(Math.Min(values.Count, ProtoLimits.MaxListLength), StringComparer.Ordinal);
        foreach (var (key, value) in values)
        {
            if (map.Count == ProtoLimits.MaxListLength && !ProtoRead.IsUnlimited)
            {
                throw TooLong(field, ProtoLimits.MaxListLength, "entries");
            }

            if (Entry(field, key, value, read) is { } item)
            {
                map.Add(key, item);
            }
        }

        return map;
    }

    public static TaskState State(string field, Wire.TaskState value) =>
        value is >= Wire.TaskState.Unspecified and <= Wire.TaskState.AuthRequired
            ? (TaskState)value
            : throw Unknown(field, Array.ConvertAll(System.Enum.GetValues<TaskState>(), static state => TaskStateConverter.NameOf(state)), (int)value);

    public static Role Role(string field, Wire.Role value) =>
        value is >= Wire.Role.Unspecified and <= Wire.Role.Agent
            ? (Role)value
            : throw Unknown(field, Array.ConvertAll(System.Enum.GetValues<Role>(), static role => RoleConverter.NameOf(role)), (int)value);

    /// <summary>A moment in UTC, exact to the 100 nanoseconds that .NET has.</summary>
    public static DateTimeOffset? Timestamp(string field, Timestamp? value) => value switch
    {
        null => null,
        { Seconds: >= FirstSecond and <= LastSecond, Nanos: >= 0 and < 1_000_000_000 } =>
            DateTimeOffset.UnixEpoch.AddTicks((value.Seconds * TimeSpan.TicksPerSecond) + (value.Nanos / NanosecondsPerTick)),
        _ => throw new ProtoJsonException(field, string.Create(CultureInfo.InvariantCulture,
            $"Must be a timestamp in the years 1 to 9999 with 0 to 999999999 nanoseconds, but has {value.Seconds} seconds and {value.Nanos} nanoseconds.")),
    };

    public static JsonElement? Struct(string field, Struct? value) => value is null ? null : Member(field, value, JsonValues.FromStruct);

    /// <summary>An object that becomes JSON when somebody asks for it; whether it can is found out now.</summary>
    public static DeferredStruct? Deferred(string field, Struct? value) => Value(field, value, static value =>
    {
        JsonValues.Check(value);
        return new DeferredStruct(value);
    });

    public static JsonElement Json(string field, Value value) => Member(field, value, JsonValues.FromValue);

    private static T Element<TWire, T>(string field, TWire value, Func<TWire, T> read, int index)
    {
        try
        {
            return read(value);
        }
        catch (ProtoJsonException e)
        {
            e.Within($"[{index}]");
            e.Within(field);
            throw;
        }
    }

    private static T? Entry<TWire, T>(string field, string key, TWire value, Func<TWire, T?> read)
        where T : class
    {
        try
        {
            return read(value);
        }
        catch (ProtoJsonException e)
        {
            e.Within(JsonText.Key(key));
            e.Within(field);
            throw;
        }
    }

    private static ProtoJsonException TooLong(string field, int limit, string things) => new(field, $"Too long: must have at most {limit} {things}.");

    private static ProtoJsonException Unknown(string field, JsonEncodedText[] names, int given) =>
        new(field, $"Must be one of {string.Join(", ", names)}, but is {given}.");
}
