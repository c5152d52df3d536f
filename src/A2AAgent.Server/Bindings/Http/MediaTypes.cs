using A2AAgent.Protocol;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Server.Bindings.Http;

/// <summary>The media types of the HTTP bindings.</summary>
internal static class MediaTypes
{
    public const string Json = "application/json";
    public const string A2AJson = "application/a2a+json";
    public const string EventStream = "text/event-stream";

    /// <exception cref="AgentException">The body is declared as something else than JSON.</exception>
    public static void RequireJson(HttpRequest request)
    {
        if (!IsJson(request.ContentType))
        {
            throw new AgentException(AgentError.UnsupportedMediaType, request.ContentType is { Length: > 0 }
                ? $"Send the body as '{Json}' or '{A2AJson}'; the Content-Type of this request is another."
                : $"Send the header 'Content-Type: {Json}' with the body.");
        }
    }

    /// <summary>The type to answer in: the protocol's own unless the client asks for plain JSON.</summary>
    public static string ForAnswer(HttpRequest request)
    {
        var accept = request.Headers.Accept.ToString();
        return accept.Contains(Json, StringComparison.OrdinalIgnoreCase) && !accept.Contains(A2AJson, StringComparison.OrdinalIgnoreCase) ? Json : A2AJson;
    }

    private static bool IsJson(ReadOnlySpan<char> contentType)
    {
        var parameters = contentType.IndexOf(';');
        var essence = (parameters < 0 ? contentType : contentType[..parameters]).Trim();
        return essence.Equals(Json, StringComparison.OrdinalIgnoreCase) || essence.Equals(A2AJson, StringComparison.OrdinalIgnoreCase);
    }
}
