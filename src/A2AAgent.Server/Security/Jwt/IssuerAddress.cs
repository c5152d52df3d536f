namespace A2AAgent.Server.Security.Jwt;

/// <summary>Where metadata and keys may be fetched from.</summary>
internal static class IssuerAddress
{
    /// <summary>True for https, and for http on this machine or where it is allowed.</summary>
    public static bool IsAllowed(Uri url, bool allowHttp) =>
        url.IsAbsoluteUri && url.UserInfo.Length == 0
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && (allowHttp || url.IsLoopback)));
}
