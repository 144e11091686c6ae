namespace Knooppunt.Observations.Edifact;

/// <summary>The service characters of an interchange (ISO 9735-1): the default ones, or those that a UNA segment names.</summary>
readonly record struct EdifactSeparators(byte Component, byte Element, byte Decimal, byte Release, byte Terminator)
{
    /// <summary>Length of a UNA segment, tag included.</summary>
    public const int UnaLength = 9;

    /// <summary><c>UNA:+.? '</c>.</summary>
    public static EdifactSeparators Default { get; } = new((byte)':', (byte)'+', (byte)'.', (byte)'?', (byte)'\'');

    /// <summary>Reads a UNA segment of nine bytes; null when its characters cannot separate anything: letters, digits, or the same one twice.</summary>
    public static EdifactSeparators? TryRead(ReadOnlySpan<byte> una)
    {
        var read = new EdifactSeparators(una[3], una[4], una[5], una[6], una[8]);
        // A blank release character means that the interchange uses none.
        ReadOnlySpan<byte> marks = read.Release == ' ' ? [read.Component, read.Element, read.Terminator] : [read.Component, read.Element, read.Terminator, read.Release];
        for (var i = 0; i < marks.Length; i++)
        {
            if (char.IsAsciiLetterOrDigit((char)marks[i]) || marks[i] is 0 or (byte)' ' || marks[..i].Contains(marks[i]))
                return null;
        }

        return read;
    }

    /// <summary>Whether there is a release character at all.</summary>
    public bool CanRelease => Release != ' ';
}
