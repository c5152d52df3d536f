using System.Globalization;

namespace A2AAgent.Protobuf.Framing;

/// <summary>The value of <c>grpc-timeout</c>: up to eight digits and a unit.</summary>
internal static class GrpcTimeout
{
    private const int MostDigits = 8;

    /// <summary>Longer ones are as good as none, and timers do not take them.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    public static bool TryParse(string value, out TimeSpan timeout)
    {
        timeout = default;
        if (value.Length is < 2 or > MostDigits + 1 || !uint.TryParse(value.AsSpan(0, value.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return false;
        }

        double? seconds = value[^1] switch
        {
            'H' => count * 3600d,
            'M' => count * 60d,
            'S' => count,
            'm' => count / 1e3,
            'u' => count / 1e6,
            'n' => count / 1e9,
            _ => null,
        };
        timeout = TimeSpan.FromSeconds(Math.Min(seconds ?? 0, Longest.TotalSeconds));
        return seconds is not null;
    }

    /// <summary>The header of a timeout, in whole milliseconds where they fit.</summary>
    public static string Write(TimeSpan timeout)
    {
        var milliseconds = (long)Math.Ceiling(Math.Max(0, timeout.TotalMilliseconds));
        return milliseconds < 100_000_000
            ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds}m")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Min(milliseconds / 1000, 99_999_999)}S");
    }
}
