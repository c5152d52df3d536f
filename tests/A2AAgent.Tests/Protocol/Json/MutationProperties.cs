using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using A2AAgent.Protocol.Json;
using FsCheck;
using FsCheck.Fluent;
using static A2AAgent.Tests.Protocol.Json.ProtoTesting;

namespace A2AAgent.Tests.Protocol.Json;

/// <summary>Valid JSON with damage is read, or refused with a <see cref="JsonException"/>; what is read can be written.</summary>
public sealed class MutationProperties
{
    private static readonly byte[][] Damage =
    [
        .. new[]
        {
            "\\ud800", "\\udc00", "\\u0000", "\\", "\"", "{", "}", "[", "]", ",", ":", "null", "true", "\"5\"", "5.0", "1e999", "-", "_", " ",
            "{}", "[]", "\"text\":\"\",", "\"url\":null,", "\"data\":null,", "\"message_id\":1,", "\"metadata\":{\"\\udfff\":0},", "2026-01-31",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0x00], [0xC3], [0xED, 0xA0, 0x80],
    ];

    [Fact]
    public void A_damaged_event_never_fails_in_another_way() => Check(TaskGenerators.Event, Types.StreamEvent);

    [Fact]
    public void A_damaged_message_request_never_fails_in_another_way() => Check(TaskGenerators.SendMessage, Types.SendMessageRequest);

    [Fact]
    public void A_damaged_list_request_never_fails_in_another_way() => Check(TaskGenerators.ListTasks, Types.ListTasksRequest);

    [Fact]
    public void A_damaged_card_never_fails_in_another_way() => Check(CardGenerators.Card, Types.AgentCard);

    [Fact]
    public void One_value_read_as_another_never_fails_in_another_way() =>
        Prop.ForAll(TaskGenerators.Task.ToArbitrary(), task =>
        {
            var json = ProtocolJson.ToUtf8(task, Types.AgentTask);
            return IsReadOrRefused(json, Types.Message)
                && IsReadOrRefused(json, Types.Artifact)
                && IsReadOrRefused(json, Types.AgentCard)
                && IsReadOrRefused(json, Types.StreamEvent)
                && IsReadOrRefused(json, Types.GetTaskRequest)
                && IsReadOrRefused(json, Types.SecurityRequirement)
                && IsReadOrRefused(json, Types.TaskState);
        }).QuickCheckThrowOnFailure();

    private static void Check<T>(Gen<T> values, JsonTypeInfo<T> type)
    {
        var damaged =
            from value in values
            from mutations in Gen.Choose(1, 3).SelectMany(count => Mutation.ArrayOf(count))
            select mutations.Aggregate(ProtocolJson.ToUtf8(value, type), (json, mutate) => mutate(json));

        global::FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1_000),
            Prop.ForAll(damaged.ToArbitrary(), json => IsReadOrRefused(json, type)));
    }

    private static Gen<Func<byte[], byte[]>> Mutation { get; } =
        from position in Gen.Choose(0, int.MaxValue)
        from length in Gen.Choose(0, 8)
        from insert in Gen.Elements(Damage)
        from kind in Gen.Choose(0, 3)
        select new Func<byte[], byte[]>(json => Mutate(json, json.Length == 0 ? 0 : position % json.Length, length, insert, kind));

    private static byte[] Mutate(byte[] json, int at, int length, byte[] insert, int kind) => kind switch
    {
        0 => [.. json[..at], .. insert, .. json[at..]],
        1 => [.. json[..at], .. insert, .. json[Math.Min(json.Length, at + length)..]],
        2 => [.. json[..at], .. json[Math.Min(json.Length, at + length)..]],
        _ => json[..at],
    };

    private static bool IsReadOrRefused<T>(byte[] json, JsonTypeInfo<T> type)
    {
        T value;
        try
        {
            value = ProtocolJson.FromUtf8(json, type);
        }
        catch (JsonException)
        {
            return true;
        }

        var written = ProtocolJson.ToUtf8(value, type);
        return written.AsSpan().SequenceEqual(ProtocolJson.ToUtf8(ProtocolJson.FromUtf8(written, type), type));
    }
}
