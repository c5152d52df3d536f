using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace A2AAgent.Server.Proxies;

/// <summary>What proxies have written into a request's headers, the last proxy's at the end.</summary>
internal readonly struct ForwardedLists(string?[] addresses, string?[] schemes, string?[] hosts, string?[] prefixes)
{
    /// <summary>A chain of proxies is not longer than this; what stands before is not looked at.</summary>
    public const int MaxHops = 16;

    private const int LongestHost = 261; // a name and a port
    private const int LongestPrefix = 256;

    public string?[] For => addresses;

    public string?[] Proto => schemes;

    public string?[] Host => hosts;

    public string?[] Prefix => prefixes;

    public static ForwardedLists OfSeparate(IHeaderDictionary headers, ForwardedHeaderNames names)
    {
        return new(
            Read(ForwardedHeaderNames.XForwardedFor, "X-Forwarded-For"),
            Read(ForwardedHeaderNames.XForwardedProto, "X-Forwarded-Proto"),
            Read(ForwardedHeaderNames.XForwardedHost, "X-Forwarded-Host"),
            Read(ForwardedHeaderNames.XForwardedPrefix, "X-Forwarded-Prefix"));

        string?[] Read(ForwardedHeaderNames one, string name) => (names & one) != ForwardedHeaderNames.None ? Split(headers[name]) : [];
    }

    /// <summary>Of a header that cannot be read, nothing is taken.</summary>
    public static ForwardedLists OfStandard(IHeaderDictionary headers)
    {
        var lists = ForwardedHeader.Parse(headers["Forwarded"].ToString());
        return new([.. lists[0]], [.. lists[1]], [.. lists[2]], []);
    }

    /// <summary>What the outermost of so many proxies wrote, or the one that wrote first.</summary>
    public static string? At(string?[] list, int hops) => list.Length == 0 ? null : list[Math.Max(0, list.Length - hops)];

    public static bool IsHost(string host) => host.Length is > 0 and <= LongestHost
        && host.AsSpan().IndexOfAnyExcept(HostCharacters) < 0
        && Uri.TryCreate($"http://{host}/", UriKind.Absolute, out _);

    public static bool IsPath(string path) => path.Length is > 0 and <= LongestPrefix && path[0] == '/'
        && path.AsSpan().IndexOfAnyExcept(PathCharacters) < 0
        && !path.Contains("//", StringComparison.Ordinal)
        && !path.Contains("/.", StringComparison.Ordinal);

    private static ReadOnlySpan<char> HostCharacters => "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:[]";

    private static ReadOnlySpan<char> PathCharacters => "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";

    private static string?[] Split(StringValues header) => header.Count == 0 ? [] : header.ToString().Split(',', StringSplitOptions.TrimEntries);
}
