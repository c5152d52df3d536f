using System.Text.Json;
using A2AAgent.Protocol;
using FsCheck;
using FsCheck.Fluent;

namespace A2AAgent.Tests.Protocol.Json;

/// <summary>Random values of the protocol's small pieces.</summary>
internal static class Generators
{
    private static readonly JsonElement[] Objects =
    [
        .. new[] { "{}", """{"a":1.0}""", """{"snake_case":[null,true,{"b":"é\n😀"}],"n":-1.5e300}""", """{"":{"":{"":[[[]]]}}}""" }.Select(ProtoTesting.Value),
    ];

    private static readonly JsonElement[] Values =
    [
        .. Objects, .. new[] { "null", "false", "0", "1E400", "\"\"", "\"\\u0000\\ud83d\\ude00\"", "[]", "[[1],{}]" }.Select(ProtoTesting.Value),
    ];

    /// <summary>A string that is not empty.</summary>
    public static Gen<string> Name { get; } =
        from pieces in Some(Gen.Elements("a", "B", " ", "\"", "\\", "/", "é", "漢", "😀", "\n", "\u2028", "<", "&", "'", "+", "\0", "null", "_"))
        from first in Gen.Elements("x", "id-1", "https://example.com/?q=1", "😀")
        select first + string.Concat(pieces);

    /// <summary>A string that may be empty.</summary>
    public static Gen<string> Text { get; } = Gen.OneOf(Gen.Constant(""), Name);

    public static Gen<IReadOnlyList<string>> Texts { get; } = List(Text);

    public static Gen<bool> Flag { get; } = Gen.Elements(false, true);

    public static Gen<bool?> OptionalFlag { get; } = Gen.Elements<bool?>(null, false, true);

    public static Gen<int?> OptionalNumber { get; } = Gen.Elements<int?>(null, 0, 1, -1, 100, int.MaxValue, int.MinValue);

    public static Gen<JsonElement?> Metadata { get; } = Gen.OneOf(Gen.Constant<JsonElement?>(null), Gen.Elements(Objects).Select(value => (JsonElement?)value));

    public static Gen<DateTimeOffset?> Time { get; } = Gen.OneOf(
        Gen.Constant<DateTimeOffset?>(null),
        from day in Gen.Choose(0, 3_000_000)
        from millisecond in Gen.Choose(0, 86_399_999)
        select (DateTimeOffset?)DateTimeOffset.MinValue.AddDays(day).AddMilliseconds(millisecond));

    public static Gen<TaskState> State { get; } = Gen.Elements(Enum.GetValues<TaskState>()[1..]);

    public static Gen<Part> Content { get; } =
        from content in Gen.OneOf(
            Text.Select(Part.FromText),
            Name.Select(url => Part.FromUrl(url)),
            Gen.Elements(Values).Select(Part.FromData),
            Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf().Select(bytes => Part.FromBytes(bytes)))
        from metadata in Metadata
        from filename in Text
        from mediaType in Text
        select content with { Metadata = metadata, Filename = filename, MediaType = mediaType };

    public static Gen<T[]> Some<T>(Gen<T> element) => Gen.Choose(0, 3).SelectMany(count => element.ArrayOf(count));

    public static Gen<IReadOnlyList<T>> List<T>(Gen<T> element) => Some(element).Select(IReadOnlyList<T> (values) => values);

    public static Gen<IReadOnlyList<T>> NonEmpty<T>(Gen<T> element) =>
        Gen.Choose(1, 3).SelectMany(count => element.ArrayOf(count)).Select(IReadOnlyList<T> (values) => values);

    public static Gen<IReadOnlyDictionary<string, T>> Map<T>(Gen<T> value) =>
        from keys in Some(Text)
        from values in value.ArrayOf(keys.Length)
        select (IReadOnlyDictionary<string, T>)keys.Zip(values)
            .DistinctBy(entry => entry.First, StringComparer.Ordinal)
            .ToDictionary(entry => entry.First, entry => entry.Second, StringComparer.Ordinal);

    public static Gen<T?> OrNull<T>(Gen<T> value)
        where T : class =>
        Gen.OneOf(Gen.Constant<T?>(null), value.Select(T? (item) => item));
}
