using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace A2AAgent.Server.Limits;

/// <summary>Headers that keep browsers from taking answers for what they are not.</summary>
internal static class SecurityHeaders
{
    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues NoStore = "no-store";

    public static void Use(IApplicationBuilder app) => app.Use(static next => http =>
    {
        http.Response.Headers.XContentTypeOptions = NoSniff;
        return next(http);
    });

    /// <summary>An answer is for the one who asked, unless something else is said already.</summary>
    public static void KeepFromCaches(HttpResponse response)
    {
        if (response.Headers.CacheControl.Count == 0)
        {
            response.Headers.CacheControl = NoStore;
        }
    }
}
