using A2AAgent.Server.Bindings.AgentCard;
using A2AAgent.Server.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace A2AAgent.Server.Signing;

/// <summary>Serves the public halves of the keys that sign the card (JWKS; RFC 7517, section 5), with HTTP caching.</summary>
internal sealed class JwksEndpoint(CardSigning signing, AgentOptions options)
{
    public const string Path = "/.well-known/jwks.json";

    private readonly string _cacheControl = ServedCard.CacheControl(options.Card);
    private Served? _served;

    /// <summary>An agent that does not sign has no such address.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetRequiredService<CardSigning>().Keys is not null)
        {
            var endpoint = routes.ServiceProvider.GetRequiredService<JwksEndpoint>();
            routes.MapMethods(Path, ["GET", "HEAD"], endpoint.HandleAsync).WithDisplayName("A2A Agent Card keys");
        }
    }

    private Task HandleAsync(HttpContext http) => Current().WriteAsync(http, "application/jwk-set+json", _cacheControl);

    private ServedCard Current()
    {
        var keys = signing.Keys!;
        if (Volatile.Read(ref _served) is { } served && served.Keys == keys)
        {
            return served.Document;
        }

        var document = new ServedCard(keys.Public.ToUtf8(), keys.ReadAt);
        Volatile.Write(ref _served, new Served(keys, document));
        return document;
    }

    private sealed record Served(SigningKeys Keys, ServedCard Document);
}
