namespace A2AAgent.Load.Driver;

/// <summary>What a tool saw in one run; times in microseconds. HTTP/1.1 counts the bytes of whole answers, gRPC those of the frames alone.</summary>
internal sealed record LoadResult(long Requests, double Seconds, long Bytes, long Failures, double P50, double P99);
