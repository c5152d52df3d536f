using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace A2AAgent.Server.Security.Certificates;

/// <summary>
/// What a proxy says of its client's certificate in <c>X-Forwarded-Client-Cert</c>, in Envoy's format: elements with commas between
/// them, one per proxy on the way, each of <c>key=value</c> pairs with semicolons between them.
/// </summary>
/// <remarks>
/// Only the last element counts: it is what the proxy in front of the agent has verified itself; those before it are what that proxy's
/// client sent. The whole header must be well-formed, or else an open quotation mark in what a client sent could swallow the last one.
/// </remarks>
internal sealed class ForwardedCertificate
{
    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private readonly List<string> _uris = [];
    private readonly List<string> _dnsNames = [];

    public AlternativeNames Names => new(_uris, _dnsNames);

    /// <summary>The distinguished name, as the proxy writes it.</summary>
    public string? Subject { get; private set; }

    /// <summary>Reads the last element.</summary>
    public static bool TryParse(string header, [NotNullWhen(true)] out ForwardedCertificate? last)
    {
        last = new ForwardedCertificate();
        var rest = header.AsSpan();
        while (TryTakePair(ref rest, out var key, out var value) && last.TryAdd(key, value))
        {
            if (rest.IsEmpty)
            {
                return true;
            }

            if (rest[0] == ',')
            {
                last = new ForwardedCertificate();
            }

            // Who joins several headers to one puts spaces after the commas.
            rest = rest[0] == ',' ? rest[1..].TrimStart(' ') : rest[1..];
        }

        last = null;
        return false;
    }

    /// <summary>Takes a pair; what is left is empty or begins with the separator.</summary>
    private static bool TryTakePair(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> key, out ReadOnlySpan<char> value)
    {
        value = default;
        var equals = rest.IndexOf('=');
        key = equals < 0 ? default : rest[..equals];
        if (key.IsEmpty || key.ContainsAnyExcept(Letters))
        {
            return false;
        }

        rest = rest[(equals + 1)..];
        return rest is ['"', ..] ? TryTakeQuoted(ref rest, out value) : TryTakeToken(ref rest, out value);
    }

    private static bool TryTakeToken(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> value)
    {
        var end = rest.IndexOfAny(',', ';');
        value = end < 0 ? rest : rest[..end];
        rest = rest[value.Length..];
        return !value.Contains('"');
    }

    private static bool TryTakeQuoted(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> value)
    {
        value = default;
        for (var index = 1; index < rest.Length; index++)
        {
            if (rest[index] == '\\')
            {
                index++;
            }
            else if (rest[index] == '"')
            {
                value = rest[1..index];
                rest = rest[(index + 1)..];
                return rest is [] or [',' or ';', ..];
            }
        }

        return false;
    }

    private bool TryAdd(ReadOnlySpan<char> key, ReadOnlySpan<char> value)
    {
        if (value.IsEmpty)
        {
            // The proxy names what the certificate does not have.
            return true;
        }

        if (key.Equals("URI", StringComparison.OrdinalIgnoreCase))
        {
            _uris.Add(value.ToString());
        }
        else if (key.Equals("DNS", StringComparison.OrdinalIgnoreCase))
        {
            _dnsNames.Add(value.ToString());
        }
        else if (key.Equals("Subject", StringComparison.OrdinalIgnoreCase))
        {
            // A certificate has one.
            (var first, Subject) = (Subject is null, value.ToString());
            return first;
        }

        return true;
    }
}
