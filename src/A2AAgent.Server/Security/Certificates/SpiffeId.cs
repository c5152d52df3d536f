using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace A2AAgent.Server.Security.Certificates;

/// <summary>The identity of a workload, <c>spiffe://trust-domain/path</c> (SPIFFE-ID, section 2).</summary>
internal sealed record SpiffeId
{
    public const string Scheme = "spiffe://";

    private const int MaxLength = 2048;
    private const int MaxTrustDomain = 255;

    private static readonly SearchValues<char> TrustDomainCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-_");
    private static readonly SearchValues<char> PathCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_");

    private SpiffeId(string text, int path)
    {
        Text = text;
        TrustDomain = text[Scheme.Length..path];
        Path = text[path..];
    }

    /// <summary>The whole identity; there is no second way to write it.</summary>
    public string Text { get; }

    public string TrustDomain { get; }

    /// <summary>With its leading slash; empty for a trust domain itself.</summary>
    public string Path { get; }

    /// <summary>Whether somebody meant this to be a SPIFFE ID, well-formed or not.</summary>
    public static bool IsMeant(string uri) => uri.StartsWith("spiffe:", StringComparison.OrdinalIgnoreCase);

    public static bool TryParse(string text, [NotNullWhen(true)] out SpiffeId? id)
    {
        id = null;
        if (text.Length > MaxLength || !text.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return false;
        }

        var slash = text.IndexOf('/', Scheme.Length);
        var path = slash < 0 ? text.Length : slash;
        var domain = text.AsSpan(Scheme.Length, path - Scheme.Length);
        if (domain.Length is 0 or > MaxTrustDomain || domain.ContainsAnyExcept(TrustDomainCharacters) || !IsPath(text.AsSpan(path)))
        {
            return false;
        }

        id = new SpiffeId(text, path);
        return true;
    }

    private static bool IsPath(ReadOnlySpan<char> path)
    {
        while (path.Length > 0)
        {
            var rest = path[1..];
            var end = rest.IndexOf('/');
            var segment = end < 0 ? rest : rest[..end];
            if (segment is "" or "." or ".." || segment.ContainsAnyExcept(PathCharacters))
            {
                return false;
            }

            path = end < 0 ? [] : rest[end..];
        }

        return true;
    }
}
