namespace A2AAgent.Server.Proxies;

/// <summary>Reads the header <c>Forwarded</c> (RFC 7239, section 4): an element for each proxy, with what it says of the client.</summary>
internal static class ForwardedHeader
{
    private static readonly string[] Names = ["for", "proto", "host"];

    /// <summary>The values of these names, each in a list of its own with one for each proxy; empty lists when any of the header cannot be read.</summary>
    public static List<string?>[] Parse(string header)
    {
        var lists = Empty();
        var proxies = 0;
        var rest = header.AsSpan().Trim();
        for (var isNew = true; !rest.IsEmpty; rest = rest[1..].TrimStart())
        {
            if (isNew)
            {
                proxies++;
                Array.ForEach(lists, static list => list.Add(null));
            }

            var equals = rest.IndexOfAny('=', ',', ';');
            if (equals < 0 || rest[equals] != '=' || Value(rest[(equals + 1)..], out var length) is not { } value)
            {
                return Empty();
            }

            if (Array.IndexOf(Names, rest[..equals].Trim().ToString().ToLowerInvariant()) is >= 0 and var name)
            {
                lists[name][proxies - 1] = value;
            }

            rest = rest[(equals + 1 + length)..].TrimStart();
            if (rest.IsEmpty)
            {
                break;
            }

            if (rest[0] is not (',' or ';'))
            {
                return Empty();
            }

            isNew = rest[0] == ',';
        }

        return lists;
    }

    private static List<string?>[] Empty() => [[], [], []];

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
