using System.Text;

namespace A2AAgent.Protobuf.Framing;

/// <summary>The encoding of <c>grpc-message</c>: UTF-8 with percent signs for all that a header cannot hold.</summary>
internal static class GrpcText
{
    /// <summary>Trailers are limited; what would not fit would take the status with it.</summary>
    private const int LongestMessage = 2048;

    public static string Encode(string message)
    {
        var text = message.Length <= LongestMessage ? message : message[..LongestMessage] + "…";
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~') && !text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        var encoded = new StringBuilder(text.Length + 32);
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            if (value is < (byte)' ' or > (byte)'~' or (byte)'%')
            {
                encoded.Append('%').Append(Convert.ToHexString([value]));
            }
            else
            {
                encoded.Append((char)value);
            }
        }

        return encoded.ToString();
    }

    /// <summary>Reads a message; what is not encoded rightly stands as it is.</summary>
    public static string Decode(string encoded) => encoded.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(encoded) : encoded;
}
