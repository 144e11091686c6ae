using System.Text;

namespace Knooppunt.Patterns;

/// <summary>Plain ASCII that is looked for in ASCII: both as bytes, so that nobody makes characters of them. Letters without case are the same in both.</summary>
sealed class AsciiPart
{
    // From letters that most texts have to those that few have; what is not among them few texts have.
    const string Common = "EATIONSRLDCMPUWGHFBYV0123456789 .\\/-:_KXJQZ";

    readonly byte[] _bytes;
    readonly bool _cased;
    // The rarest of its letters: it is looked for by that one.
    readonly int _rarest;
    readonly byte _lower;
    readonly byte _upper;

    AsciiPart(byte[] bytes, bool cased)
    {
        (_bytes, _cased) = (bytes, cased);
        if (bytes.Length == 0)
            return;
        _rarest = Enumerable.Range(0, bytes.Length).MaxBy(at => (uint)Common.IndexOf(char.ToUpperInvariant((char)bytes[at]), StringComparison.Ordinal));
        var letter = (char)bytes[_rarest];
        (_lower, _upper) = cased ? (bytes[_rarest], bytes[_rarest]) : ((byte)char.ToLowerInvariant(letter), (byte)char.ToUpperInvariant(letter));
    }

    /// <summary>In bytes, which are as many characters.</summary>
    public int Length => _bytes.Length;

    /// <summary>Null when the text is not ASCII alone.</summary>
    public static AsciiPart? Of(string text, bool cased) => Ascii.IsValid(text) ? new AsciiPart(Encoding.ASCII.GetBytes(text), cased) : null;

    public bool IsAtStart(ReadOnlySpan<byte> text) => text.Length >= Length && Is(text[..Length]);

    public bool IsAtEnd(ReadOnlySpan<byte> text) => text.Length >= Length && Is(text[^Length..]);

    public bool IsIn(ReadOnlySpan<byte> text)
    {
        if (Length == 0)
            return true;
        for (; text.Length >= Length; text = text[1..])
        {
            var at = text.Slice(_rarest, text.Length - Length + 1).IndexOfAny(_lower, _upper);
            if (at < 0)
                return false;
            text = text[at..];
            if (Is(text[..Length]))
                return true;
        }

        return false;
    }

    bool Is(ReadOnlySpan<byte> text) => _cased ? text.SequenceEqual(_bytes) : Ascii.EqualsIgnoreCase(text, _bytes);
}
