using A2AAgent.Protobuf.Mapping;
using A2AAgent.Protocol;
using A2AAgent.Tests.Protocol.Json;
using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Wire = A2AAgent.Protobuf.Messages;

namespace A2AAgent.Tests.Protobuf;

public sealed class RoundTripProperties
{
    private static readonly Gen<string> Json = Gen.Sized(size => Value(Math.Min(size / 8, 4)));

    [Fact]
    public void Any_event_comes_through_protobuf_unchanged() => Check(TaskGenerators.Event, Carriers.Event);

    [Fact]
    public void Any_task_comes_through_protobuf_unchanged() => Check(TaskGenerators.Task, Carriers.Task);

    [Fact]
    public void Any_message_request_comes_through_protobuf_unchanged() => Check(TaskGenerators.SendMessage, Carriers.SendMessage);

    [Fact]
    public void Any_list_request_comes_through_protobuf_unchanged() => Check(TaskGenerators.ListTasks, Carriers.ListTasks);

    [Fact]
    public void Any_card_comes_through_protobuf_unchanged() => Check(CardGenerators.Card, Carriers.Card);

    [Fact]
    public void Any_json_value_comes_through_protobuf_unchanged() => Check(Json.Select(json => Part.FromData(ProtoTesting.Value(json))), Carriers.Part);

    [Fact]
    public void Damaged_bytes_are_a_message_or_one_of_two_errors() => Prop.ForAll(
        (from change in TaskGenerators.Event
         from at in Gen.Choose(0, int.MaxValue)
         from value in Gen.Choose(0, 255)
         select Damaged(ProtoMap.ToProto(change).ToByteArray(), at, (byte)value)).ToArbitrary(),
        bytes =>
        {
            try
            {
                var read = ProtoMap.FromProto(Wire.StreamResponse.Parser.ParseFrom(bytes));
                return ProtoMap.ToProto(read).CalculateSize() > 0;
            }
            catch (Exception e) when (e is InvalidProtocolBufferException or AgentException { Violations.Count: 1 })
            {
                return true;
            }
        }).QuickCheckThrowOnFailure();

    private static void Check<T, TWire>(Gen<T> values, Carrier<T, TWire> carrier)
        where TWire : IMessage<TWire> =>
        Prop.ForAll(values.ToArbitrary(), value =>
            string.Equals(Canonical.Of(carrier.Write(value)), Canonical.Of(carrier.Write(carrier.Carry(value))), StringComparison.Ordinal))
            .QuickCheckThrowOnFailure();

    private static byte[] Damaged(byte[] bytes, int at, byte value)
    {
        bytes[at % bytes.Length] = value;
        return bytes;
    }

    private static Gen<string> Value(int depth)
    {
        var scalar = Gen.OneOf(
            Gen.Elements("null", "true", "false", "\"\"", "\"\\ud83d\\ude00 é\\u0000\"", "0", "-1", "0.1", "1e15", "1E400", "-1E400", "12345678901234567890"),
            ArbMap.Default.GeneratorFor<long>().Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ArbMap.Default.GeneratorFor<NormalFloat>().Select(number => number.Get.ToString("R", System.Globalization.CultureInfo.InvariantCulture)));
        return depth == 0
            ? scalar
            : Gen.OneOf(
                scalar,
                Generators.Some(Value(depth - 1)).Select(items => $"[{string.Join(',', items)}]"),
                Generators.Some(Value(depth - 1)).Select(items => $"{{{string.Join(',', items.Select((item, index) => $"\"k{(index * 7) % 3}{index}\":{item}"))}}}"));
    }
}
