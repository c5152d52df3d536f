using System.Globalization;
using A2AAgent.Protobuf.Framing;
using A2AAgent.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace A2AAgent.Grpc.Server;

/// <summary>The end of a call: its status in the trailers, or in the headers of a response that has no body.</summary>
internal static class GrpcTrailers
{
    private static readonly string[] Codes = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16"];

    public static void Ok(HttpContext http) => Append(http, GrpcNames.Status, Codes[0]);

    public static void Fail(HttpContext http, GrpcStatus status, string message)
    {
        Append(http, GrpcNames.Status, Codes[(int)status]);
        Append(http, GrpcNames.Message, GrpcText.Encode(message));
    }

    public static void Fail(HttpContext http, AgentException failure)
    {
        Fail(http, failure.Error.GrpcStatus, failure.Message);
        if (GrpcErrorDetails.Write(failure) is { } details)
        {
            Append(http, GrpcNames.StatusDetails, details);
        }

        if (failure.Challenges.Count > 0)
        {
            Append(http, "www-authenticate", string.Join(", ", failure.Challenges));
        }

        if (failure.RetryAfter is { } delay)
        {
            Append(http, GrpcNames.RetryPushback, ((long)delay.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>The name of the status that a call has ended with; null when it has none.</summary>
    public static string? Status(HttpContext http)
    {
        var trailers = http.Features.Get<IHttpResponseTrailersFeature>()?.Trailers;
        var value = trailers is not null && trailers.TryGetValue(GrpcNames.Status, out var last) ? last : http.Response.Headers[GrpcNames.Status];
        return Array.IndexOf(Codes, value.ToString()) is var code and >= 0 ? ((GrpcStatus)code).ToWireName() : null;
    }

    private static void Append(HttpContext http, string name, string value)
    {
        if (http.Response.HasStarted || HasAnswer(http))
        {
            http.Response.AppendTrailer(name, value);
        }
        else
        {
            http.Response.Headers[name] = value;
        }
    }

    /// <summary>A unary answer lies in the buffer: the response has a body and has not started.</summary>
    private static bool HasAnswer(HttpContext http) => http.Response.BodyWriter.UnflushedBytes > 0;
}
