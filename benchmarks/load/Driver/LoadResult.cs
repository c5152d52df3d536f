namespace A2AAgent.Load.Driver;

/// <summary>What a tool saw in one run; times in microseconds.</summary>
/// <param name="Bytes">Of all answers: whole ones over HTTP/1.1, the frames of gRPC without headers and trailers.</param>
internal sealed record LoadResult(long Requests, double Seconds, long Bytes, long Failures, double P50, double P99);
