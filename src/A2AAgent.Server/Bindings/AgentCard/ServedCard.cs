using System.Globalization;
using A2AAgent.Server.Configuration;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace A2AAgent.Server.Bindings.AgentCard;

/// <summary>A card, or another public document, as bytes, with what HTTP caches need to know about it.</summary>
internal sealed class ServedCard
{
    /// <param name="utf8">The document.</param>
    /// <param name="builtAt">When it became what it is.</param>
    /// <param name="meaning">What it says, when other bytes could say the same; its tag is a weak one then.</param>
    public ServedCard(byte[] utf8, DateTimeOffset builtAt, byte[]? meaning = null)
    {
        Utf8 = utf8;
        Tag = new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{Fingerprint(meaning ?? utf8):x16}\""), isWeak: meaning is not null);
        ETag = Tag.ToString();

        // HTTP dates have no fractions of a second: with them, a client that echoes the date would never be current.
        Modified = new DateTimeOffset(builtAt.Ticks - (builtAt.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        LastModified = Modified.ToString("R", CultureInfo.InvariantCulture);
    }

    public byte[] Utf8 { get; }

    public string ETag { get; }

    public EntityTagHeaderValue Tag { get; }

    public DateTimeOffset Modified { get; }

    public string LastModified { get; }

    public static string CacheControl(CardOptions options) =>
        string.Create(CultureInfo.InvariantCulture, $"public, max-age={(long)options.MaxAge.TotalSeconds}");

    /// <summary>Answers a GET or HEAD, with 304 when the client has the document already.</summary>
    public Task WriteAsync(HttpContext http, string contentType, string cacheControl)
    {
        var headers = http.Response.Headers;
        headers.ETag = ETag;
        headers.LastModified = LastModified;
        headers.CacheControl = cacheControl;
        if (IsCurrent(http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        http.Response.ContentType = contentType;
        http.Response.ContentLength = Utf8.Length;
        return HttpMethods.IsHead(http.Request.Method)
            ? Task.CompletedTask
            : http.Response.BodyWriter.WriteAsync(Utf8, http.RequestAborted).AsTask();
    }

    private bool IsCurrent(HttpRequest request)
    {
        var headers = request.GetTypedHeaders();
        if (request.Headers.IfNoneMatch.Count > 0)
        {
            return headers.IfNoneMatch.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(Tag, useStrongComparison: false));
        }

        return headers.IfModifiedSince is { } since && since >= Modified;
    }

    // FNV-1a. A cryptographic hash would load OpenSSL at start-up, for a tag that only has to change with the card.
    private static ulong Fingerprint(ReadOnlySpan<byte> bytes)
    {
        var hash = 0xcbf29ce484222325;
        foreach (var value in bytes)
        {
            hash = unchecked((hash ^ value) * 0x100000001b3);
        }

        return hash;
    }
}
