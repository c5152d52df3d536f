using System.IO.Compression;
using System.Text;
using Google.Protobuf;
using Microsoft.Extensions.Logging;
using Wire = A2AAgent.Protobuf.Messages;

namespace A2AAgent.Tests.Grpc;

/// <summary>What is malformed gets the status that gRPC's documentation has for it, and the connection goes on.</summary>
public sealed class BadFrameTests : GrpcTest
{
    private const int Internal = 13, Unimplemented = 12, ResourceExhausted = 8;

    private protected override (string Key, string Value)[] Settings => [("Agent:Limits:RequestBytes", "20000")];

    [Fact]
    public async Task A_frame_that_ends_too_early()
    {
        var frame = GrpcWire.Frame(Message());

        foreach (var length in new[] { 1, 4, 5, frame.Length - 1 })
        {
            await ExpectAsync(Internal, "ends in the middle", frame[..length]);
        }
    }

    [Fact]
    public Task No_message_at_all() => ExpectAsync(Unimplemented, "there is none", []);

    [Fact]
    public Task Two_messages_on_a_unary_call() => ExpectAsync(Unimplemented, "there are more", [.. GrpcWire.Frame(Message()), .. GrpcWire.Frame(Message())]);

    [Fact]
    public Task Two_messages_on_a_call_that_streams_its_answers() =>
        ExpectAsync(Unimplemented, "there are more", [.. GrpcWire.Frame(Message()), .. GrpcWire.Frame(Message())], path: SendStreaming);

    [Fact]
    public Task A_length_beyond_the_limit_is_refused_before_it_is_read() => ExpectAsync(ResourceExhausted, "at most 20000", [0, 0xff, 0xff, 0xff, 0xff, 1, 2, 3]);

    [Fact]
    public Task A_message_beyond_the_limit() => ExpectAsync(ResourceExhausted, "Agent:Limits:RequestBytes", GrpcWire.Frame(Message(new string('x', 30_000))));

    [Fact]
    public Task A_flag_that_does_not_exist() => ExpectAsync(Internal, "first byte", GrpcWire.Frame(Message(), flag: 2));

    [Fact]
    public Task The_compressed_flag_without_an_encoding() => ExpectAsync(Internal, "grpc-encoding", GrpcWire.Frame(Gzip(Message()), flag: 1));

    [Fact]
    public Task The_compressed_flag_with_the_encoding_that_is_none() =>
        ExpectAsync(Internal, "grpc-encoding", GrpcWire.Frame(Gzip(Message()), flag: 1), With("grpc-encoding", "identity"));

    [Fact]
    public Task An_unknown_encoding() => ExpectAsync(Unimplemented, "use gzip", GrpcWire.Frame(Message(), flag: 1), With("grpc-encoding", "snappy"));

    [Fact]
    public Task What_claims_to_be_gzip_and_is_not() => ExpectAsync(Internal, "gzip", GrpcWire.Frame(Message(), flag: 1), With("grpc-encoding", "gzip"));

    [Fact]
    public Task A_gzip_message_that_grows_beyond_the_limit() =>
        ExpectAsync(ResourceExhausted, "expanded", GrpcWire.Frame(Gzip(Message(new string('x', 5_000_000))), flag: 1), With("grpc-encoding", "gzip"));

    [Theory]
    [InlineData("ffffffff")]
    [InlineData("0a")]
    [InlineData("12ff")]
    [InlineData("00")]
    [InlineData("0f01020304")]
    public Task What_is_not_protobuf(string hex) => ExpectAsync(Internal, "protobuf", GrpcWire.Frame(Convert.FromHexString(hex)));

    [Fact]
    public async Task Wrong_wire_types_leave_the_field_unset()
    {
        // Field 2, the message, as a number: protobuf takes it for an unknown field.
        var outcome = await CallAsync(GrpcWire.Frame([0x10, 0x01]));

        Assert.Equal(3, outcome.Code);
        Assert.Equal("message", outcome.Details[0].GetProperty("fieldViolations")[0].GetProperty("field").GetString());
        await ConnectionStillWorksAsync();
    }

    [Theory]
    [InlineData("c328")]
    [InlineData("f09f92")]
    [InlineData("eda080")]
    public Task A_string_that_is_not_utf_8(string hex)
    {
        var message = Message("QQQQQQ");
        var at = message.AsSpan().IndexOf("QQQQQQ"u8);
        Encoding.ASCII.GetBytes("      ").CopyTo(message, at);
        Convert.FromHexString(hex).CopyTo(message, at);

        return ExpectAsync(Internal, "lf.a2a.v1.Part.text is not valid UTF-8", GrpcWire.Frame(message));
    }

    [Theory]
    [InlineData(70, 3, "Nested too deeply")]
    [InlineData(1500, 13, "protobuf")]
    public async Task A_message_that_nests_without_end(int levels, int code, string text)
    {
        var value = Google.Protobuf.WellKnownTypes.Value.ForBool(true);
        for (var i = 0; i < levels; i++)
        {
            value = Google.Protobuf.WellKnownTypes.Value.ForList(value);
        }

        var request = Request();
        request.Message.Parts[0].Data = value;
        await ExpectAsync(code, text, GrpcWire.Frame(request.ToByteArray()));
    }

    [Theory]
    [InlineData("0n")]
    [InlineData("0S")]
    [InlineData("1n")]
    public Task A_deadline_that_has_passed(string timeout) => ExpectAsync(4, "deadline", GrpcWire.Frame(Message()), With("grpc-timeout", timeout));

    [Theory]
    [InlineData("")]
    [InlineData("S")]
    [InlineData("5")]
    [InlineData("123456789S")]
    [InlineData("-1S")]
    [InlineData("5x")]
    public Task A_deadline_that_cannot_be_read(string timeout) => ExpectAsync(3, "grpc-timeout", GrpcWire.Frame(Message()), With("grpc-timeout", timeout));

    [Fact]
    public Task Metadata_that_is_too_large() => ExpectAsync(ResourceExhausted, "metadata", GrpcWire.Frame(Message()), With("x-much", new string('x', 20_000)));

    [Fact]
    public async Task A_gzip_message_is_understood()
    {
        var outcome = await CallAsync(GrpcWire.Frame(Gzip(Message("compressed")), flag: 1), With("grpc-encoding", "gzip"));

        Assert.Equal(0, outcome.Code);
        Assert.Equal("compressed", Wire.SendMessageResponse.Parser.ParseFrom(Assert.Single(outcome.Messages)).Task.Artifacts[0].Parts[0].Text);
    }

    private async Task ExpectAsync(int code, string message, byte[] body, Action<HttpRequestMessage>? configure = null, string path = Send)
    {
        var outcome = await CallAsync(body, configure, path);

        Assert.Equal(code, outcome.Code);
        Assert.Contains(message, outcome.Message, StringComparison.Ordinal);
        Assert.Empty(outcome.Messages);
        await ConnectionStillWorksAsync();
        Assert.DoesNotContain(Host.Logs.Entries, static entry => entry.Level >= LogLevel.Error);
    }

    private static byte[] Gzip(byte[] message)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionMode.Compress))
        {
            gzip.Write(message);
        }

        return compressed.ToArray();
    }
}
