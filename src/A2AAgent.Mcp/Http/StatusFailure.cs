using System.Net;

namespace A2AAgent.Mcp.Http;

/// <summary>What a status that is no success means.</summary>
internal static class StatusFailure
{
    public static async Task<AnswerException> ReadAsync(HttpResponseMessage response, bool sessionNamed, CancellationToken cancellationToken)
    {
        var status = response.StatusCode;
        return new(Kind(status), $"it answers {(int)status}{Hint(status)}")
        {
            Status = status,
            // 404 says that the session is unknown; some servers say 400. Either way nothing was carried out.
            IsSessionLost = sessionNamed && status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest,
            IsRetrySafe = IsRetrySafe(status),
            RetryAfter = response.Headers.RetryAfter?.Delta,
            Detail = await Words.ReadAsync(response.Content, cancellationToken),
        };
    }

    /// <summary>True when the status says that the request was not carried out.</summary>
    public static bool IsRetrySafe(HttpStatusCode status) =>
        (int)status is >= 300 and < 500 and not (int)HttpStatusCode.RequestTimeout || status is HttpStatusCode.ServiceUnavailable;

    public static McpFailure Kind(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.ProxyAuthenticationRequired => McpFailure.Unauthorized,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => McpFailure.Unavailable,
        _ => McpFailure.Refused,
    };

    public static string Hint(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "; the credentials are missing or wrong",
        HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed => "; is the URL that of its MCP end point?",
        >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest => "; redirects are not followed",
        _ => "",
    };
}
