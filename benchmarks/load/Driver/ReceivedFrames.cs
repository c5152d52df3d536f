using System.Diagnostics;

namespace A2AAgent.Load.Driver;

/// <summary>The messages of a stream and when each was whole. They are parsed afterwards, so that the reader is never what is waited for.</summary>
internal sealed record ReceivedFrames(IReadOnlyList<ReadOnlyMemory<byte>> Messages, IReadOnlyList<long> Receipts)
{
    private const int MostBytesPerEvent = 512;
    private const int OtherBytes = 64 * 1024;

    public static async Task<ReceivedFrames> ReadAsync(Stream body, int events)
    {
        var buffer = new byte[MostBytesPerEvent * events + OtherBytes];
        var receipts = new List<long>(events + 16);
        var (filled, whole) = (0, 0);
        while (await body.ReadAsync(buffer.AsMemory(filled)) is var count and > 0)
        {
            var now = Stopwatch.GetTimestamp();
            filled += count;
            while (GrpcFrames.Length(buffer.AsSpan(whole, filled - whole)) is { } length)
            {
                whole += length;
                receipts.Add(now);
            }
        }

        return filled < buffer.Length ? new ReceivedFrames(GrpcFrames.In(buffer.AsMemory(0, filled)), receipts) : throw new LoadException("The events of a stream are larger than expected.");
    }
}
