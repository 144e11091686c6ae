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
        Refusal = TextEncodings.Refusal(seen);
        head = TextEncodings.WithoutMark(seen);
        return Refusal is null;
    }
}
