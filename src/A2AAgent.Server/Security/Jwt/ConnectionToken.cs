using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Server.Security.Jwt;

/// <summary>
/// The token of a connection's last request. Clients send the same header with each, and the server keeps one string for it as long as
/// they do, so that the string itself says that the token need not be hashed again. Whether it is still good is asked every time.
/// </summary>
internal sealed record ConnectionToken(string Header, TokenHash Hash)
{
    /// <summary>Where the connection keeps things; null where requests come side by side, since nobody may write there then.</summary>
    public static IDictionary<object, object?>? Place(HttpContext http) =>
        HttpProtocol.IsHttp11(http.Request.Protocol) ? http.Features.Get<IConnectionItemsFeature>()?.Items : null;
}
