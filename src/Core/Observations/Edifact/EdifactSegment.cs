using System.Buffers.Text;

namespace Knooppunt.Observations.Edifact;

/// <summary>One segment: its tag, and its elements and components on demand. Valid only while its bytes are.</summary>
/// <param name="bytes">The segment without terminator, without line ends and without white space before its tag.</param>
/// <param name="separators">Those of the interchange.</param>
/// <param name="released">Whether a release character stands anywhere in it.</param>
/// <param name="line">Line on which it begins.</param>
readonly ref struct EdifactSegment(ReadOnlySpan<byte> bytes, in EdifactSeparators separators, bool released, long line)
{
    readonly EdifactSeparators _separators = separators;

    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public long Line { get; } = line;

    /// <summary>The tag as one number for a switch, see <see cref="TagOf"/>; 0 when it is not three letters or digits.</summary>
    public int Tag { get; } = ReadTag(bytes, separators);

    public static int TagOf(ReadOnlySpan<byte> tag) => (tag[0] << 16) | (tag[1] << 8) | tag[2];

    /// <summary>The tag as text, at most eight characters of it.</summary>
    public string TagText
    {
        get
        {
            var tag = Bytes[..Math.Min(End(Bytes, _separators.Element), 8)];
            return string.Create(tag.Length, tag, (text, from) =>
            {
                for (var i = 0; i < from.Length; i++)
                    text[i] = from[i] is > 32 and < 127 ? (char)from[i] : '.';
            });
        }
    }

    /// <summary>An element (0 is the tag) with its separators; empty when there is none.</summary>
    public ReadOnlySpan<byte> Element(int index) => Part(Bytes, _separators.Element, index);

    /// <summary>A component (from 0) of an element as written; empty when there is none.</summary>
    public ReadOnlySpan<byte> Component(int element, int component) => Part(Element(element), _separators.Component, component);

    /// <summary>A component with its release characters taken out.</summary>
    public ReadOnlySpan<byte> Value(int element, int component = 0)
    {
        var raw = Component(element, component);
        return released && raw.Contains(_separators.Release) ? Unreleased(raw).Trim((byte)' ') : raw.Trim((byte)' ');
    }

    /// <summary>A component as a number by the decimal mark of the interchange, a comma or a point; null when it is none.</summary>
    public double? Number(int element, int component)
    {
        var value = Value(element, component);
        if (value.Length is 0 or > 24)
            return null;
        Span<byte> plain = stackalloc byte[24];
        value.CopyTo(plain);
        plain = plain[..value.Length];
        plain.Replace(_separators.Decimal, (byte)'.');
        plain.Replace((byte)',', (byte)'.');
        return Utf8Parser.TryParse(plain, out double number, out var used) && used == plain.Length && double.IsFinite(number) ? number : null;
    }

    ReadOnlySpan<byte> Part(ReadOnlySpan<byte> bytes, byte separator, int index)
    {
        for (; index > 0; index--)
        {
            var end = End(bytes, separator);
            if (end == bytes.Length)
                return [];
            bytes = bytes[(end + 1)..];
        }

        return bytes[..End(bytes, separator)];
    }

    int End(ReadOnlySpan<byte> bytes, byte separator)
    {
        if (!released)
        {
            var at = bytes.IndexOf(separator);
            return at < 0 ? bytes.Length : at;
        }

        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == _separators.Release)
                i++;
            else if (bytes[i] == separator)
                return i;
        }

        return bytes.Length;
    }

    byte[] Unreleased(ReadOnlySpan<byte> raw)
    {
        var plain = new byte[raw.Length];
        var length = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == _separators.Release && ++i == raw.Length)
                break;
            plain[length++] = raw[i];
        }

        return plain[..length];
    }

    static int ReadTag(ReadOnlySpan<byte> bytes, in EdifactSeparators separators)
    {
        if (bytes.Length < 3 || (bytes.Length > 3 && bytes[3] != separators.Element && bytes[3] != separators.Component))
            return 0;
        foreach (var b in bytes[..3])
        {
            if (!char.IsAsciiLetterUpper((char)b) && !char.IsAsciiDigit((char)b))
                return 0;
        }

        return TagOf(bytes);
    }
}
