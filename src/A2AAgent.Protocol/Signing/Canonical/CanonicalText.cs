using System.Buffers;
using System.Text;

namespace A2AAgent.Protocol.Signing;

/// <summary>Canonical JSON as it grows. What was written last can be taken back.</summary>
internal sealed class CanonicalText
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create("\"\\\0\u0001\u0002\u0003\u0004\u0005\u0006\a\b\t\n\v\f\r\u000e\u000f"
        + "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f");

    private byte[] _bytes = new byte[4096];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void TakeBackTo(int length) => Length = length;

    public void Add(byte value)
    {
        Free(1)[0] = value;
        Length++;
    }

    public void Add(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Free(utf8.Length));
        Length += utf8.Length;
    }

    public void AddNumber(double value) => Length += EcmaScriptNumber.Format(value, Free(EcmaScriptNumber.MaxLength));

    /// <summary>Adds a string with as few escapes as there may be (RFC 8785, section 3.2.2.2).</summary>
    public void AddText(ReadOnlySpan<char> text)
    {
        Add((byte)'"');
        for (var next = text.IndexOfAny(Escaped); next >= 0; next = text.IndexOfAny(Escaped))
        {
            AddPlain(text[..next]);
            AddEscape(text[next]);
            text = text[(next + 1)..];
        }

        AddPlain(text);
        Add((byte)'"');
    }

    private void AddPlain(ReadOnlySpan<char> text) => Length += Encoding.UTF8.GetBytes(text, Free(3 * text.Length));

    private void AddEscape(char value)
    {
        Add((byte)'\\');
        if ("\"\\\b\f\n\r\t".IndexOf(value, StringComparison.Ordinal) is >= 0 and var index)
        {
            Add("\"\\bfnrt"u8[index]);
            return;
        }

        Add("u00"u8);
        Add((byte)(value < 0x10 ? '0' : '1'));
        Add("0123456789abcdef"u8[value & 0xf]);
    }

    private Span<byte> Free(int length)
    {
        if (_bytes.Length - Length < length)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Length + length));
        }

        return _bytes.AsSpan(Length);
    }
}
