using A2AAgent.Protocol.Streams;

namespace A2AAgent.Mcp.Http;

/// <summary>Reads another stream up to a number of bytes.</summary>
internal sealed class BoundedStream(Stream inner, long limit) : ReadOnlyStream(inner)
{
    private long _read;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await Inner.ReadAsync(buffer, cancellationToken));

    public override int Read(byte[] buffer, int offset, int count) => Count(Inner.Read(buffer, offset, count));

    // Not an IOException: that would be taken for a connection that broke, and the answer asked for again.
    private int Count(int read) => (_read += read) <= limit
        ? read
        : throw new AnswerException(McpFailure.InvalidAnswer, $"its answer has more than {limit} bytes");
}
