using System.Globalization;
using System.Security.Cryptography;

namespace A2AAgent.Protocol;

/// <summary>Makes the identifiers that the agent gives to tasks, contexts, messages and artifacts.</summary>
public static class Identifiers
{
    private const int Random = 10;

    [ThreadStatic]
    private static Supply? _supply;

    /// <summary>
    /// A new identifier: 36 characters, unique, not to be guessed, in the order in which they were made to the millisecond (RFC 9562,
    /// version 7).
    /// </summary>
    public static string New()
    {
        Span<byte> bytes = stackalloc byte[16];
        var milliseconds = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        for (var i = 0; i < 6; i++)
        {
            bytes[i] = (byte)(milliseconds >> (40 - (8 * i)));
        }

        (_supply ??= new Supply()).Take(bytes[6..]);
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0f));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3f));
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>When an identifier was made, to the millisecond; null for one that does not say so.</summary>
    internal static DateTimeOffset? CreatedAt(string id)
    {
        if (id is not { Length: 36 } || id[14] != '7')
        {
            return null;
        }

        Span<char> digits = stackalloc char[12];
        id.AsSpan(0, 8).CopyTo(digits);
        id.AsSpan(9, 4).CopyTo(digits[8..]);
        return long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;
    }

    /// <summary>Random bytes of the system, fetched for many identifiers at once: each fetch is a system call.</summary>
    private sealed class Supply
    {
        private readonly byte[] _bytes = new byte[32 * Random];
        private int _used = 32 * Random;

        public void Take(Span<byte> target)
        {
            if (_used == _bytes.Length)
            {
                RandomNumberGenerator.Fill(_bytes);
                _used = 0;
            }

            _bytes.AsSpan(_used, Random).CopyTo(target);
            _used += Random;
        }
    }
}
