using System.Collections.Concurrent;
using System.Globalization;
using A2AAgent.Protocol;
using A2AAgent.Protocol.Json;
using A2AAgent.Server.Bindings.V03.Card;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace A2AAgent.Server.Bindings.AgentCard;

/// <summary>Serves the Agent Card at its well-known address (specification, sections 8.2 and 8.6), with HTTP caching.</summary>
internal sealed class CardEndpoint(CardBuilder cards, AgentOptions options, TimeProvider time, ILogger<CardEndpoint> logger)
{
    public const string Path = "/.well-known/agent-card.json";

    /// <summary>Hosts are the client's to name: more than this many are served without being remembered.</summary>
    private const int MaxCards = 64;

    private readonly ConcurrentDictionary<(string BaseUrl, bool ForV03), ServedCard> _served = new();
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private readonly string _cacheControl = string.Create(CultureInfo.InvariantCulture, $"public, max-age={(long)options.Card.MaxAge.TotalSeconds}");
    private int _warned;

    private bool ServesV03 => options.Compatibility.V03;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoint = routes.ServiceProvider.GetRequiredService<CardEndpoint>();
        routes.MapMethods(Path, ["GET", "HEAD"], endpoint.HandleAsync).WithDisplayName("A2A Agent Card");
        if (endpoint.ServesV03)
        {
            routes.MapMethods(V03Card.OldPath, ["GET", "HEAD"], endpoint.HandleAsync).WithDisplayName("A2A Agent Card for 0.3");
        }
    }

    private Task HandleAsync(HttpContext http)
    {
        var card = Find((BaseUrl(http.Request), ServesV03 && V03Card.IsFor(http.Request)));
        var headers = http.Response.Headers;
        if (ServesV03)
        {
            headers.Append(HeaderNames.Vary, CallContext.VersionParameter);
        }

        headers.ETag = card.ETag;
        headers.LastModified = card.LastModified;
        headers.CacheControl = _cacheControl;
        if (IsCurrent(http.Request, card))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        http.Response.ContentType = "application/json";
        http.Response.ContentLength = card.Utf8.Length;
        return HttpMethods.IsHead(http.Request.Method)
            ? Task.CompletedTask
            : http.Response.BodyWriter.WriteAsync(card.Utf8, http.RequestAborted).AsTask();
    }

    private ServedCard Find((string BaseUrl, bool ForV03) key)
    {
        if (_served.TryGetValue(key, out var served))
        {
            return served;
        }

        var card = cards.For(key.BaseUrl);
        served = new ServedCard(key.ForV03 ? V03Card.ToUtf8(card) : ProtocolJson.ToUtf8(card, ProtocolJson.Context.AgentCard), _startedAt);
        return _served.Count < MaxCards ? _served.GetOrAdd(key, served) : served;
    }

    private string BaseUrl(HttpRequest request)
    {
        if (options.PublicUrl is { Length: > 0 } configured)
        {
            return configured.TrimEnd('/');
        }

        if (Interlocked.Exchange(ref _warned, 1) == 0)
        {
            Log.NoPublicUrl(logger, request.Scheme, request.Host.Value ?? "");
        }

        return $"{request.Scheme}://{request.Host}{request.PathBase}{BasePath(request)}";
    }

    /// <summary>What the agent is mapped under, which is what stands before the card's own path.</summary>
    private static string BasePath(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        var own = path.EndsWith(Path, StringComparison.OrdinalIgnoreCase) ? Path : V03Card.OldPath;
        return path.EndsWith(own, StringComparison.OrdinalIgnoreCase) ? path[..^own.Length] : "";
    }

    private static bool IsCurrent(HttpRequest request, ServedCard card)
    {
        var headers = request.GetTypedHeaders();
        if (request.Headers.IfNoneMatch.Count > 0)
        {
            return headers.IfNoneMatch.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(card.Tag, useStrongComparison: false));
        }

        return headers.IfModifiedSince is { } since && since >= card.Modified;
    }
}
