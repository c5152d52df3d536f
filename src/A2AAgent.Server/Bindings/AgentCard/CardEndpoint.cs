using A2AAgent.Protocol;
using A2AAgent.Server.Bindings.V03.Card;
using A2AAgent.Server.Configuration;
using A2AAgent.Server.Diagnostics;
using A2AAgent.Server.Diagnostics.Metrics;
using A2AAgent.Server.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace A2AAgent.Server.Bindings.AgentCard;

/// <summary>Serves the Agent Card at its well-known address (specification, sections 8.2 and 8.6), with HTTP caching.</summary>
internal sealed class CardEndpoint(CardBuilder cards, CardSigning signing, AgentOptions options, CardMetrics metrics, TimeProvider time, ILogger<CardEndpoint> logger)
{
    public const string Path = "/.well-known/agent-card.json";

    private readonly string _cacheControl = ServedCard.CacheControl(options.Card);
    private ServedCards _served = new(cards, signing, signing.Keys, time.GetUtcNow());
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
        if (ServesV03)
        {
            http.Response.Headers.Append(HeaderNames.Vary, CallContext.VersionParameter);
        }

        var card = Current().Find((BaseUrl(http.Request), ServesV03 && V03Card.IsFor(http.Request)));
        var written = card.WriteAsync(http, "application/json", _cacheControl);
        metrics.Answered(http.Response.StatusCode);
        return written;
    }

    /// <summary>What was signed with keys that are no longer there is forgotten.</summary>
    private ServedCards Current()
    {
        var served = Volatile.Read(ref _served);
        if (signing.Keys is not { } keys || keys == served.Keys)
        {
            return served;
        }

        // Of all requests that notice, one puts its cards there, and the others take them.
        var changed = new ServedCards(cards, signing, keys, keys.ReadAt);
        return Interlocked.CompareExchange(ref _served, changed, served) == served ? changed : Volatile.Read(ref _served);
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
}
