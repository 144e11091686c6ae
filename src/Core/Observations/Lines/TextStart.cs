namespace Knooppunt.Observations.Lines;

/// <summary>Looks at the first bytes of a stream that ought to be text: skips a UTF-8 mark, recognises what is not UTF-8 text at all.</summary>
struct TextStart
{
    const int Needed = 4;
    byte[]? _head;
    int _count;

    /// <summary>What the stream is instead of text; null as long as it may be text.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Whether the look at the start is over.</summary>
    public readonly bool Done => _count > Needed;

    /// <summary>Takes what it needs from the bytes. True when <paramref name="head"/> holds the first bytes of the text, which must be read before the rest.</summary>
    public bool Look(ref ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> head)
    {
        head = default;
        if (Done)
            return false;
        _head ??= new byte[Needed];
        while (_count < Needed && bytes.Length > 0)
        {
            _head[_count++] = bytes[0];
            bytes = bytes[1..];
        }

        return _count == Needed && Finish(out head);
    }

    /// <summary>Ends the look although fewer bytes came than it wanted.</summary>
    public bool Finish(out ReadOnlySpan<byte> head)
    {
        head = default;
        if (Done)
            return false;
        ReadOnlySpan<byte> seen = _head.AsSpan(0, _count);
        _count = Needed + 1;
        Refusal = Judge(seen);
        head = seen.StartsWith("\uFEFF"u8) ? seen[3..] : seen;
        return Refusal is null;
    }

    static string? Judge(ReadOnlySpan<byte> head) => head switch
    {
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [not 0, 0, not 0, 0, ..] or [0, not 0, 0, not 0, ..] =>
            "The text is UTF-16; save it as UTF-8.",
        [0x1F, 0x8B, ..] => "The bytes are gzip-compressed; unpack them first.",
        [(byte)'P', (byte)'K', 3, 4, ..] => "The bytes are a zip archive or a spreadsheet; export the sheet as CSV first.",
        [0, ..] => "The bytes are binary, not text.",
        _ => null,
    };
}
