namespace A2AAgent.Server.Proxies;

/// <summary>What one proxy wrote into the header <c>Forwarded</c> (RFC 7239, section 4).</summary>
internal readonly record struct ForwardedElement(string? For, string? Proto, string? Host)
{
    /// <summary>The elements of a header; none when any of it cannot be read.</summary>
    public static ForwardedElement[] Parse(string header)
    {
        var elements = new List<ForwardedElement>();
        var element = default(ForwardedElement);
        var rest = header.AsSpan().Trim();
        while (!rest.IsEmpty)
        {
            var equals = rest.IndexOfAny('=', ',', ';');
            if (equals < 0 || rest[equals] != '=' || Value(rest[(equals + 1)..], out var length) is not { } value)
            {
                return [];
            }

            element = element.With(rest[..equals].Trim(), value);
            rest = rest[(equals + 1 + length)..].TrimStart();
            if (rest.IsEmpty || rest[0] == ',')
            {
                elements.Add(element);
                element = default;
            }
            else if (rest[0] != ';')
            {
                return [];
            }

            rest = rest.IsEmpty ? rest : rest[1..].TrimStart();
        }

        return [.. elements];
    }

    private ForwardedElement With(ReadOnlySpan<char> name, string value) =>
        name.Equals("for", StringComparison.OrdinalIgnoreCase) ? this with { For = value }
        : name.Equals("proto", StringComparison.OrdinalIgnoreCase) ? this with { Proto = value }
        : name.Equals("host", StringComparison.OrdinalIgnoreCase) ? this with { Host = value }
        : this;

    /// <summary>A token, or a quoted string, which the form of addresses demands for what has colons; null when it does not end.</summary>
    private static string? Value(ReadOnlySpan<char> text, out int length)
    {
        if (text.IsEmpty || text[0] != '"')
        {
            length = text.IndexOfAny(',', ';') is >= 0 and var end ? end : text.Length;
            return text[..length].Trim().ToString();
        }

        // Nothing that may stand in an address, a host or a scheme needs an escape.
        var close = text[1..].IndexOfAny('"', '\\');
        length = close + 2;
        return close >= 0 && text[close + 1] == '"' ? text[1..(close + 1)].ToString() : null;
    }
}
