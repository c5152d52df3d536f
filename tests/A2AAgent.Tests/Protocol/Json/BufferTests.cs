using System.Buffers;
using System.Text;
using System.Text.Json;
using static A2AAgent.Tests.Protocol.Json.ProtoTesting;

namespace A2AAgent.Tests.Protocol.Json;

/// <summary>The same JSON however it is cut into buffers.</summary>
public sealed class BufferTests
{
    private const string Everything =
        """{"message":{"message_id":"m\u00e9","role":"ROLE_USER","parts":[{"raw":"+/8="},{"data":{"a":["\ud83d\ude00",1.5]}},{"text":"long text that spans buffers"}],"unknown":{"x":[]}},"configuration":{"historyLength":"12"}}""";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void A_request_is_read_from_many_buffers(int size)
    {
        var reader = new Utf8JsonReader(Segments.Of(Encoding.UTF8.GetBytes(Everything), size));

        var request = JsonSerializer.Deserialize(ref reader, Types.SendMessageRequest);

        Assert.Equal(Types.SendMessageRequest.Rewrite(Everything), Types.SendMessageRequest.Write(request!));
    }

    [Fact]
    public async Task A_request_is_read_from_a_stream()
    {
        var filler = new string('x', 100_000);
        var json = Everything.Replace("long text", filler, StringComparison.Ordinal);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));

        var request = await JsonSerializer.DeserializeAsync(stream, Types.SendMessageRequest, TestContext.Current.CancellationToken);

        Assert.Equal(Types.SendMessageRequest.Rewrite(json), Types.SendMessageRequest.Write(request!));
    }

    private sealed class Segments : ReadOnlySequenceSegment<byte>
    {
        public static ReadOnlySequence<byte> Of(byte[] bytes, int size)
        {
            var first = new Segments { Memory = bytes.AsMemory(0, size) };
            var last = first;
            for (var at = size; at < bytes.Length; at += size)
            {
                var next = new Segments { Memory = bytes.AsMemory(at, Math.Min(size, bytes.Length - at)), RunningIndex = at };
                last.Next = next;
                last = next;
            }

            return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
        }
    }
}
