using A2AAgent.Protocol;
using A2AAgent.Server.Diagnostics;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace A2AAgent.Server.Bindings.Http;

/// <summary>What a failed call is to the client, whatever was thrown.</summary>
internal static class HttpFailure
{
    /// <summary>The failure to report; null when there is nobody to report it to.</summary>
    public static AgentException? From(Exception thrown, HttpContext http, ILogger logger)
    {
        switch (thrown)
        {
            case AgentException known:
                return known;
            case BadHttpRequestException when !http.Response.HasStarted && http.Response.Headers.Connection.Count == 0:
                // What is left of the request cannot be told from the next one.
                http.Response.Headers.Connection = "close";
                return From(thrown, http, logger);
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } tooLarge:
                return new AgentException(AgentError.RequestTooLarge, $"{tooLarge.Message.TrimEnd('.')}; see Agent:Limits:RequestBytes.");
            case BadHttpRequestException bad:
                return new AgentException(AgentError.InvalidRequest, bad.Message);
            case ConnectionResetException or ConnectionAbortedException:
            case OperationCanceledException or IOException when http.RequestAborted.IsCancellationRequested:
                return null;
            default:
                Log.RequestFailed(logger, thrown, http.Request.Method, http.Request.Path);
                return new AgentException(AgentError.Internal, "The agent failed to handle the request; its log has the details.", thrown);
        }
    }

    /// <summary>Sets the headers that go with a failure.</summary>
    public static void SetHeaders(HttpContext http, AgentException failure)
    {
        if (failure.Challenges is { Count: > 0 } challenges)
        {
            http.Response.Headers.WWWAuthenticate = challenges.ToArray();
        }

        if (failure.RetryAfter is { } delay)
        {
            http.Response.Headers.RetryAfter = ((int)Math.Ceiling(delay.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
