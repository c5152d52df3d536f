using System.Globalization;

namespace A2AAgent.Protocol.Signing;

/// <summary>Writes numbers as ECMAScript does, which RFC 8785, section 3.2.2.3 prescribes: the fewest digits that give the same number back.</summary>
internal static class EcmaScriptNumber
{
    /// <summary>Enough for every number: 21 digits, or 17 with sign, point, leading zeros and exponent.</summary>
    public const int MaxLength = 32;

    /// <summary>From this power of ten on, and below the smallest, numbers are written with an exponent.</summary>
    private const int LargestPoint = 21;
    private const int SmallestPoint = -6;

    /// <param name="value">A finite number.</param>
    /// <param name="utf8">Takes the text.</param>
    /// <returns>How long the text is.</returns>
    public static int Format(double value, Span<byte> utf8)
    {
        var written = 0;
        if (value < 0)
        {
            utf8[written++] = (byte)'-';
        }

        Span<byte> digits = stackalloc byte[MaxLength];
        var count = Digits(Math.Abs(value), digits, out var point);
        return written + Layout(digits[..count], point, utf8[written..]);
    }

    /// <summary>The shortest digits, and where the decimal point stands, counted from before the first of them.</summary>
    private static int Digits(double value, Span<byte> digits, out int point)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        _ = value.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        text = text[..length];
        var exponentAt = text.IndexOf((byte)'E');
        var exponent = exponentAt < 0 ? 0 : int.Parse(text[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = exponentAt < 0 ? text : text[..exponentAt];
        var pointAt = mantissa.IndexOf((byte)'.');
        var whole = pointAt < 0 ? mantissa : mantissa[..pointAt];
        whole.CopyTo(digits);
        var count = whole.Length;
        if (pointAt >= 0)
        {
            mantissa[(pointAt + 1)..].CopyTo(digits[count..]);
            count += mantissa.Length - pointAt - 1;
        }

        point = whole.Length + exponent;
        return Trim(digits, count, ref point);
    }

    /// <summary>Takes zeros off both ends; a zero alone stays.</summary>
    private static int Trim(Span<byte> digits, int count, ref int point)
    {
        var leading = 0;
        while (leading < count - 1 && digits[leading] == '0')
        {
            leading++;
        }

        digits[leading..count].CopyTo(digits);
        point -= leading;
        count -= leading;
        while (count > 1 && digits[count - 1] == '0')
        {
            count--;
        }

        return count;
    }

    private static int Layout(ReadOnlySpan<byte> digits, int point, Span<byte> utf8)
    {
        if (point is > SmallestPoint and <= LargestPoint)
        {
            return point >= digits.Length ? Whole(digits, point, utf8) : Fraction(digits, point, utf8);
        }

        utf8[0] = digits[0];
        var written = 1;
        if (digits.Length > 1)
        {
            utf8[written++] = (byte)'.';
            digits[1..].CopyTo(utf8[written..]);
            written += digits.Length - 1;
        }

        utf8[written++] = (byte)'e';
        utf8[written++] = (byte)(point > 0 ? '+' : '-');
        _ = Math.Abs(point - 1).TryFormat(utf8[written..], out var exponent, provider: CultureInfo.InvariantCulture);
        return written + exponent;
    }

    private static int Whole(ReadOnlySpan<byte> digits, int point, Span<byte> utf8)
    {
        digits.CopyTo(utf8);
        utf8[digits.Length..point].Fill((byte)'0');
        return point;
    }

    private static int Fraction(ReadOnlySpan<byte> digits, int point, Span<byte> utf8)
    {
        if (point > 0)
        {
            digits[..point].CopyTo(utf8);
            utf8[point] = (byte)'.';
            digits[point..].CopyTo(utf8[(point + 1)..]);
            return digits.Length + 1;
        }

        "0."u8.CopyTo(utf8);
        utf8.Slice(2, -point).Fill((byte)'0');
        digits.CopyTo(utf8[(2 - point)..]);
        return 2 - point + digits.Length;
    }
}
