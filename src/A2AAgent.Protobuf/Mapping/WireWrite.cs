using System.Text;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;

namespace A2AAgent.Protobuf.Mapping;

/// <summary>Fills the fields of messages.</summary>
internal static class WireWrite
{
    private const int NanosecondsPerMillisecond = 1_000_000;
    private const long EpochSeconds = 62_135_596_800;

    /// <summary>
    /// Text that protobuf can write. Half a surrogate pair, which a skill may give but UTF-8 has not, becomes U+FFFD, as in JSON.
    /// </summary>
    public static string Text(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var surrogate = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        return surrogate < 0 || IsUnicode(text.AsSpan(surrogate)) ? text : Repaired(text);
    }

    /// <summary>A moment, cut down to the milliseconds that JSON has.</summary>
    public static Timestamp? Timestamp(DateTimeOffset? value)
    {
        if (value is not { UtcTicks: var ticks })
        {
            return null;
        }

        var (seconds, rest) = Math.DivRem(ticks, TimeSpan.TicksPerSecond);
        return new Timestamp
        {
            Seconds = seconds - EpochSeconds,
            Nanos = (int)(rest / TimeSpan.TicksPerMillisecond) * NanosecondsPerMillisecond,
        };
    }

    public static void List<T, TWire>(RepeatedField<TWire> target, IReadOnlyList<T> values, Func<T, TWire> write)
    {
        var count = values.Count;
        if (count == 0)
        {
            return;
        }

        target.Capacity = count;
        for (var index = 0; index < count; index++)
        {
            target.Add(write(values[index]));
        }
    }

    public static void Texts(RepeatedField<string> target, IReadOnlyList<string> values) => List(target, values, Text);

    public static void Map<T, TWire>(MapField<string, TWire> target, IReadOnlyDictionary<string, T> values, Func<T, TWire> write)
    {
        foreach (var (key, value) in values)
        {
            target[Text(key)] = write(value);
        }
    }

    public static void Texts(MapField<string, string> target, IReadOnlyDictionary<string, string> values) => Map(target, values, Text);

    private static bool IsUnicode(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at]))
            {
                continue;
            }

            if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
            {
                return false;
            }

            at++;
        }

        return true;
    }

    private static string Repaired(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
