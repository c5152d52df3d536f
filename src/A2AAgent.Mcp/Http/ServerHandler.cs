using System.Net;
using System.Net.Http.Headers;

namespace A2AAgent.Mcp.Http;

/// <summary>What every request to the server carries, and what no answer may be.</summary>
internal sealed class ServerHandler(McpToolsOptions options, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const string SessionHeader = "Mcp-Session-Id";
    private const int LongestToken = 64 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        TraceContext.Write(request.Headers);
        foreach (var (name, value) in options.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (await TokenAsync(cancellationToken) is { Length: > 0 } token)
        {
            if (token.AsSpan().ContainsAnyExceptInRange('!', '~'))
            {
                throw new AnswerException(McpFailure.Unauthorized, "the token for it has white space in it, or characters that no token has") { IsRetrySafe = true };
            }

            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            response.Content = new BoundedContent(response.Content, options.MaxResponseBytes);
            await CheckAsync(request, response, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async ValueTask<string?> TokenAsync(CancellationToken cancellationToken)
    {
        if (options.BearerTokenProvider is { } provider)
        {
            try
            {
                return await provider(cancellationToken);
            }
            catch (Exception e) when (!(e is OperationCanceledException && cancellationToken.IsCancellationRequested))
            {
                // Whatever stopped it says nothing of the server.
                throw new AnswerException(McpFailure.Unauthorized, "the token for it cannot be had") { IsRetrySafe = true, Detail = e.GetType().Name };
            }
        }

        if (options.BearerTokenFile is not { Length: > 0 } file)
        {
            return options.BearerToken;
        }

        try
        {
            using var reader = new StreamReader(file);
            var buffer = new char[LongestToken];
            return new string(buffer, 0, await reader.ReadBlockAsync(buffer, cancellationToken)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AnswerException(McpFailure.Unauthorized, "the token for it cannot be read") { IsRetrySafe = true, Detail = $"{file}: {e.GetType().Name}" };
        }
    }

    private static async Task CheckAsync(HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var named = request.Headers.NonValidated.Contains(SessionHeader);
        if (response.IsSuccessStatusCode)
        {
            RequireMcp(request, response);
        }
        else if (request.Method == HttpMethod.Post && (named || response.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.NotFound)))
        {
            // The two others are how a server of an earlier version answers the first request: the connection goes on with an earlier handshake.
            throw await StatusFailure.ReadAsync(response, named, cancellationToken);
        }
    }

    private static void RequireMcp(HttpRequestMessage request, HttpResponseMessage response)
    {
        var type = response.Content.Headers.ContentType?.MediaType;
        if (request.Method == HttpMethod.Post && response.StatusCode == HttpStatusCode.OK && type is not ("application/json" or "text/event-stream"))
        {
            throw new AnswerException(McpFailure.InvalidAnswer, $"it answers {(type is null ? "without a Content-Type" : $"'{Words.Short(type)}'")} where MCP has JSON or events; is the URL that of its MCP end point?");
        }
    }
}
