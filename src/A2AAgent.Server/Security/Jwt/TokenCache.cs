using System.Numerics;

namespace A2AAgent.Server.Security.Jwt;

/// <summary>
/// Remembers tokens whose signature was verified, so that the next request with one does not pay for it again. Its size is fixed. A token
/// is found by its hash in one small set of places; a new one takes the place of the one used least there, so that many tokens used once
/// do not drive out those in use.
/// </summary>
/// <remarks>Thread-safe without locks. Two writers at one place lose at most an entry, which is verified again.</remarks>
internal sealed class TokenCache
{
    private const int Ways = 8;
    private const int MostUses = 3;

    private readonly Entry?[] _entries;
    private readonly int _mask;
    private int _turn;

    /// <param name="capacity">How many tokens to remember at most; rounded up to a power of two.</param>
    public TokenCache(int capacity)
    {
        _entries = new Entry?[BitOperations.RoundUpToPowerOf2((uint)Math.Max(capacity, Ways))];
        _mask = (_entries.Length / Ways) - 1;
    }

    /// <summary>How many places are taken.</summary>
    public int Count => _entries.Count(static entry => entry is not null);

    public int Capacity => _entries.Length;

    /// <summary>True while the token has a place.</summary>
    public bool Remembers(in TokenHash hash)
    {
        foreach (var entry in Places(hash))
        {
            if (entry is not null && entry.Hash == hash)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The token, if it was verified with these keys and is still to be remembered.</summary>
    public VerifiedToken? Find(in TokenHash hash, IssuerKeys? keys, DateTimeOffset now)
    {
        foreach (ref var place in Places(hash))
        {
            if (Volatile.Read(ref place) is { } entry && entry.Hash == hash)
            {
                return entry.IsGood(keys, now) ? entry.Use() : null;
            }
        }

        return null;
    }

    public void Add(in TokenHash hash, VerifiedToken token, IssuerKeys keys, DateTimeOffset until, DateTimeOffset now)
    {
        var places = Places(hash);
        if (Choose(places, hash, keys, now) is var chosen and >= 0)
        {
            Volatile.Write(ref places[chosen], new Entry(hash, token, keys, until));
        }
    }

    private Span<Entry?> Places(in TokenHash hash) => _entries.AsSpan((hash.Bits & _mask) * Ways, Ways);

    /// <summary>The place for a new entry; below zero when every entry there is in use, and then each of them ages.</summary>
    private int Choose(Span<Entry?> places, in TokenHash hash, IssuerKeys keys, DateTimeOffset now)
    {
        for (var index = 0; index < Ways; index++)
        {
            if (Volatile.Read(ref places[index]) is not { } entry || entry.Hash == hash || !entry.IsGood(keys, now))
            {
                return index;
            }
        }

        // Starts elsewhere each time: otherwise the newest entry would be the next to go.
        var start = _turn++;
        for (var step = 0; step < Ways; step++)
        {
            var index = (start + step) & (Ways - 1);
            if (places[index]!.Uses == 0)
            {
                return index;
            }
        }

        foreach (var entry in places)
        {
            entry!.Age();
        }

        return -1;
    }

    private sealed class Entry(TokenHash hash, VerifiedToken token, IssuerKeys keys, DateTimeOffset until)
    {
        private int _uses;

        public TokenHash Hash => hash;

        /// <summary>How much it was used of late; a rough number, since nobody locks.</summary>
        public int Uses => _uses;

        public bool IsGood(IssuerKeys? current, DateTimeOffset now) => ReferenceEquals(keys, current) && now < until;

        public VerifiedToken Use()
        {
            if (_uses < MostUses)
            {
                _uses++;
            }

            return token;
        }

        public void Age() => _uses = Math.Max(_uses - 1, 0);
    }
}
