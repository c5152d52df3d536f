using System.Globalization;
using System.Net.Http.Headers;
using A2AAgent.Client.Transports.Http;
using A2AAgent.Protobuf.Framing;

namespace A2AAgent.Client.Transports.Grpc;

/// <summary>The end of a call: its status in the trailers, or in the headers of an answer that has no messages.</summary>
internal static class GrpcEnd
{
    /// <summary>True when the answer is nothing but a status.</summary>
    public static bool IsAtOnce(HttpResponseMessage response) => response.Headers.NonValidated.Contains(GrpcNames.Status);

    /// <summary>True when the end has a status; the body must have been read.</summary>
    public static bool IsThere(HttpResponseMessage response) => Status(response) is not null;

    /// <summary>Checks how the call has ended; the body must have been read.</summary>
    /// <exception cref="RemoteAgentException">It has failed, or does not say how it has ended.</exception>
    public static void RequireOk(HttpResponseMessage response, AgentChannel channel, string operation)
    {
        if (Status(response) is not { } status)
        {
            throw channel.Failures.Invalid(operation, $"its answer has no {GrpcNames.Status}: what stands in front of it may not pass on the trailers of HTTP/2");
        }

        if (status != GrpcStatus.Ok)
        {
            throw Failure(response, status, channel, operation);
        }
    }

    /// <summary>Who gave up waiting does not know what the agent has done.</summary>
    private static RemoteAgentException Failure(HttpResponseMessage response, GrpcStatus status, AgentChannel channel, string operation) =>
        status is GrpcStatus.DeadlineExceeded or GrpcStatus.Canceled
            ? channel.Failures.NoAnswer(operation, $"it answered with {status.ToWireName()}: {GrpcText.Decode(Text(response, GrpcNames.Message) ?? "")}")
            : channel.Failures.Answered(operation, Error(response, status, channel));

    private static RemoteError Error(HttpResponseMessage response, GrpcStatus status, AgentChannel channel)
    {
        var error = new RemoteError { Error = AgentErrorLookup.ByGrpcStatus(status), Message = GrpcText.Decode(Text(response, GrpcNames.Message) ?? "") };
        var detailed = Text(response, GrpcNames.StatusDetails) is { } details ? GrpcDetails.Read(error, details) : error;
        var challenges = Text(response, "www-authenticate");
        var all = AnswerReader.WithHeaders(detailed with { RetryAfter = detailed.RetryAfter ?? Pushback(response) }, response, channel.Time);
        return challenges is null || all.Challenges.Count > 0 ? all : all with { Challenges = [challenges] };
    }

    private static GrpcStatus? Status(HttpResponseMessage response)
    {
        if (Text(response, GrpcNames.Status) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= 0 and <= (int)GrpcStatus.Unauthenticated
            ? (GrpcStatus)code
            : GrpcStatus.Unknown;
    }

    /// <summary>Negative for an agent that does not want to be asked again.</summary>
    private static TimeSpan? Pushback(HttpResponseMessage response) =>
        long.TryParse(Text(response, GrpcNames.RetryPushback), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds < int.MaxValue
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;

    private static string? Text(HttpResponseMessage response, string name) => Text(response.TrailingHeaders, name) ?? Text(response.Headers, name);

    private static string? Text(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? string.Join(",", values.AsEnumerable()) : null;
}
