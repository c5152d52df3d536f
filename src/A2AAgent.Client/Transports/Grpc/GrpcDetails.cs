using A2AAgent.Client.Transports.Http;
using A2AAgent.Protobuf.Rpc;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace A2AAgent.Client.Transports.Grpc;

/// <summary>Reads <c>grpc-status-details-bin</c>: <c>google.rpc.Status</c> with what the status code does not tell (specification, section 10.6).</summary>
internal static class GrpcDetails
{
    private const int MostDetails = 32;

    /// <summary>Adds what the details say; details that cannot be read say nothing.</summary>
    public static RemoteError Read(RemoteError error, string base64)
    {
        try
        {
            var status = Status.Parser.ParseFrom(Decode(base64));
            foreach (var detail in status.Details.Take(MostDetails))
            {
                error = WithDetail(error, detail);
            }
        }
        catch (Exception e) when (e is FormatException or InvalidProtocolBufferException)
        {
            // The status and its message are there all the same.
        }

        return error;
    }

    /// <summary>Binary values come with and without padding.</summary>
    private static byte[] Decode(string base64) => Convert.FromBase64String(base64.TrimEnd('=').PadRight((base64.TrimEnd('=').Length + 3) / 4 * 4, '='));

    private static RemoteError WithDetail(RemoteError error, Any detail) => detail.TypeUrl switch
    {
        var type when type.EndsWith("google.rpc.ErrorInfo", StringComparison.Ordinal) => WithInfo(error, ErrorInfo.Parser.ParseFrom(detail.Value)),
        var type when type.EndsWith("google.rpc.BadRequest", StringComparison.Ordinal) => error with { Violations = Violations(BadRequest.Parser.ParseFrom(detail.Value)) },
        var type when type.EndsWith("google.rpc.RetryInfo", StringComparison.Ordinal) => error with { RetryAfter = Delay(RetryInfo.Parser.ParseFrom(detail.Value)) ?? error.RetryAfter },
        _ => error,
    };

    private static RemoteError WithInfo(RemoteError error, ErrorInfo info) => error with
    {
        Reason = info.Reason,
        Facts = info.Metadata.Take(MostDetails).ToDictionary(static fact => fact.Key, static fact => fact.Value, StringComparer.Ordinal),
    };

    private static FieldViolation[] Violations(BadRequest request) =>
        [.. request.FieldViolations.Take(MostDetails).Select(static one => new FieldViolation(one.Field, one.Description))];

    private static TimeSpan? Delay(RetryInfo retry) =>
        retry.RetryDelay is { Seconds: >= 0 and < 86_400, Nanos: >= 0 and < 1_000_000_000 } delay ? TimeSpan.FromSeconds(delay.Seconds) + TimeSpan.FromMicroseconds(delay.Nanos / 1000d) : null;
}
