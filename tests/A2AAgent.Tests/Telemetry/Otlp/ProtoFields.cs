using System.Text;
using Google.Protobuf;

namespace A2AAgent.Tests.Telemetry.Otlp;

/// <summary>A protobuf message as its fields lie on the wire, for messages of which only a few fields matter.</summary>
internal sealed class ProtoFields
{
    private readonly List<(int Number, ulong Value, byte[]? Bytes)> _fields = [];

    public ProtoFields(byte[] message)
    {
        using var input = new CodedInputStream(message);
        while (input.ReadTag() is var tag and not 0)
        {
            var number = WireFormat.GetTagFieldNumber(tag);
            _fields.Add(WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Varint => (number, input.ReadUInt64(), null),
                WireFormat.WireType.Fixed64 => (number, input.ReadFixed64(), null),
                WireFormat.WireType.Fixed32 => (number, input.ReadFixed32(), null),
                _ => (number, 0, input.ReadBytes().ToByteArray()),
            });
        }
    }

    public bool Has(int number) => _fields.Exists(field => field.Number == number);

    public ulong Number(int number) => _fields.LastOrDefault(field => field.Number == number).Value;

    public byte[] Bytes(int number) => _fields.LastOrDefault(field => field.Number == number).Bytes ?? [];

    public string Text(int number) => Encoding.UTF8.GetString(Bytes(number));

    public string Hex(int number) => Convert.ToHexStringLower(Bytes(number));

    public DateTimeOffset Time(int number) => DateTimeOffset.UnixEpoch.AddTicks((long)(Number(number) / 100));

    public ProtoFields Message(int number) => new(Bytes(number));

    public IEnumerable<ProtoFields> Messages(int number) => _fields.Where(field => field.Number == number).Select(static field => new ProtoFields(field.Bytes!));
}
