using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace A2AAgent.Server.Security;

/// <summary>
/// Where a connection keeps what was found out about the credential of its last request, which most clients send with the next one again.
/// It ends with the connection.
/// </summary>
internal static class ConnectionMemory
{
    /// <summary>The place; null where requests come side by side, since nobody may write there then.</summary>
    public static IDictionary<object, object?>? Of(HttpContext http) =>
        HttpProtocol.IsHttp11(http.Request.Protocol) ? http.Features.Get<IConnectionItemsFeature>()?.Items : null;
}
