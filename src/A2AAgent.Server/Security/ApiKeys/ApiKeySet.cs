using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using A2AAgent.Protocol;
using A2AAgent.Server.Configuration;
using Microsoft.AspNetCore.Authentication;

namespace A2AAgent.Server.Security.ApiKeys;

/// <summary>The keys that are accepted at one time. Immutable; what is looked for is compared with all of them in constant time.</summary>
internal sealed class ApiKeySet
{
    /// <summary>The longest key, in characters.</summary>
    public const int LongestKey = 512;

    /// <summary>Each request is compared with every key.</summary>
    private const int MaxKeys = 1000;

    private const int ShortestKey = 16;

    private const int WordsPerHash = SHA256.HashSizeInBytes / sizeof(ulong);

    private readonly AuthenticateResult[] _holders;
    private readonly Lazy<ulong[]> _hashes;

    /// <param name="scheme">The scheme's name.</param>
    /// <param name="setting">The setting that has the keys, for errors.</param>
    /// <param name="keys">Name and settings of each key.</param>
    /// <exception cref="AgentConfigurationException">A key is incomplete.</exception>
    public ApiKeySet(string scheme, string setting, IReadOnlyCollection<KeyValuePair<string, ApiKeyOptions>> keys)
    {
        if (keys.Count > MaxKeys)
        {
            throw new AgentConfigurationException($"{setting} has {keys.Count} keys; at most {MaxKeys} are allowed.");
        }

        var sources = new List<Func<byte[]>>(keys.Count);
        var holders = new List<AuthenticateResult>(keys.Count);
        foreach (var (name, key) in keys)
        {
            sources.Add(Source($"{setting}:{name}", key));
            holders.Add(new CallerIdentity(scheme, name, key.Tenant ?? "", key.Scopes).ToResult());
        }

        _holders = [.. holders];

        // Not now: hashing loads the cryptographic library, which start-up need not wait for.
        _hashes = new Lazy<ulong[]>(() => Words(sources));
    }

    public int Count => _holders.Length;

    /// <summary>Who has the key; null when nobody has.</summary>
    public AuthenticateResult? Find(string key)
    {
        Span<byte> utf8 = stackalloc byte[LongestKey * 3];
        Span<ulong> hash = stackalloc ulong[WordsPerHash];
        CredentialHash.Compute(utf8[..Encoding.UTF8.GetBytes(key, utf8)], MemoryMarshal.AsBytes(hash));
        ReadOnlySpan<ulong> known = _hashes.Value;
        AuthenticateResult? found = null;
        foreach (var holder in _holders)
        {
            // As FixedTimeEquals, eight bytes at a time; and no end at the right one. How long it takes says nothing about the hashes.
            var difference = (hash[0] ^ known[0]) | (hash[1] ^ known[1]) | (hash[2] ^ known[2]) | (hash[3] ^ known[3]);
            found = difference == 0 ? holder : found;
            known = known[WordsPerHash..];
        }

        return found;
    }

    private static ulong[] Words(List<Func<byte[]>> sources)
    {
        var words = new ulong[sources.Count * WordsPerHash];
        for (var index = 0; index < sources.Count; index++)
        {
            sources[index]().CopyTo(MemoryMarshal.AsBytes(words.AsSpan(index * WordsPerHash, WordsPerHash)));
        }

        return words;
    }

    private static Func<byte[]> Source(string setting, ApiKeyOptions key)
    {
        if (string.IsNullOrEmpty(key.Sha256) == string.IsNullOrEmpty(key.Value))
        {
            throw new AgentConfigurationException($"{setting} must have either Sha256, the hash of the key, or Value, the key itself.");
        }

        if (key.Value is { Length: > 0 } value)
        {
            return value.Length is >= ShortestKey and <= LongestKey
                ? () => SHA256.HashData(Encoding.UTF8.GetBytes(value))
                : throw new AgentConfigurationException($"{setting}:Value has {value.Length} characters; it must have {ShortestKey} to {LongestKey}.");
        }

        // What is wrong is not quoted: it may be the key itself.
        var (digits, hash) = (key.Sha256!, new byte[SHA256.HashSizeInBytes]);
        return Convert.FromHexString(digits, hash, out var read, out var written) == OperationStatus.Done && read == digits.Length && written == hash.Length
            ? () => hash
            : throw new AgentConfigurationException($"{setting}:Sha256 must be the 64 hexadecimal digits of a SHA-256 hash.");
    }
}
