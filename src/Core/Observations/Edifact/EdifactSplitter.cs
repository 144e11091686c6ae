using System.Buffers;
using Knooppunt.Observations.Lines;

namespace Knooppunt.Observations.Edifact;

/// <summary>Takes the segments that an <see cref="EdifactSplitter"/> finds.</summary>
interface ISegmentTaker
{
    void Segment(in EdifactSegment segment);

    /// <summary>The stream or a piece of it cannot be read; the sentence says why.</summary>
    void Unreadable(string sentence, ReadOnlySpan<byte> start, long line);
}

/// <summary>Cuts bytes into segments by the service characters in force, counting lines, in bounded memory: a segment over <see cref="Longest"/> is reported once and skipped to its end.</summary>
sealed class EdifactSplitter(ISegmentTaker taker)
{
    /// <summary>The longest segment: 64 KiB.</summary>
    public const int Longest = 1 << 16;

    TextStart _start;
    byte[] _carry = [];
    byte[] _unwrapped = [];
    int _carried;
    long _line = 1;
    bool _skipping, _releasePending, _stopped, _afterReturn;
    EdifactSeparators _separators = EdifactSeparators.Default;
    SearchValues<byte> _marks = SearchValues.Create("'?"u8);

    /// <summary>The line on which reading is.</summary>
    public long Line => _line;

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        if (!_start.Done)
        {
            if (_start.Look(ref bytes, out var head))
                Accept(head);
            ReportRefusal();
        }

        while (_start.Done && !_stopped && bytes.Length > 0)
        {
            // A whole chunk is cut where it lies; only what remains of it is carried over.
            var piece = _carried == 0 ? bytes : bytes[..Math.Min(bytes.Length, Longest)];
            Accept(piece);
            bytes = bytes[piece.Length..];
        }
    }

    public void Complete()
    {
        if (_start.Finish(out var head))
            Accept(head);
        ReportRefusal();
        var rest = _stopped ? [] : _carry.AsSpan(0, _carried).Trim(" \t\r\n\0"u8);
        if (rest.Length > 0 && !_skipping)
            taker.Unreadable("The last segment has no terminator: the file is cut off.", SourceContext.Kept(rest), _line);
        _carried = 0;
    }

    void ReportRefusal()
    {
        if (_stopped || _start.Refusal is not { } refusal)
            return;
        _stopped = true;
        taker.Unreadable(refusal, [], 0);
    }

    void Accept(ReadOnlySpan<byte> bytes)
    {
        if (_carried == 0)
        {
            Keep(bytes[Cut(bytes)..]);
            return;
        }

        if (_carry.Length < _carried + bytes.Length)
            Array.Resize(ref _carry, Math.Max(_carry.Length * 2, _carried + bytes.Length));
        bytes.CopyTo(_carry.AsSpan(_carried));
        var length = _carried + bytes.Length;
        _carried = 0;
        var used = Cut(_carry.AsSpan(0, length));
        Keep(_carry.AsSpan(used, length - used));
    }

    void Keep(ReadOnlySpan<byte> rest)
    {
        if (rest.Length == 0)
            return;
        if (_carry.Length < rest.Length)
            _carry = new byte[Math.Max(1024, rest.Length)];
        rest.CopyTo(_carry);
        _carried = rest.Length;
    }

    /// <summary>Cuts what is whole; returns how many bytes that were.</summary>
    int Cut(ReadOnlySpan<byte> bytes)
    {
        var used = 0;
        while (used < bytes.Length)
        {
            var rest = bytes[used..];
            if (_skipping)
            {
                used += Skip(rest);
                continue;
            }

            if (PassBlank(rest) is > 0 and var blank)
            {
                used += blank;
                continue;
            }

            if (IsUna(rest, out var undecided))
            {
                TakeUna(rest[..EdifactSeparators.UnaLength]);
                Pass(rest[..EdifactSeparators.UnaLength]);
                used += EdifactSeparators.UnaLength;
                continue;
            }

            if (undecided)
                return used;
            var end = FindEnd(rest, out var released);
            if (end > Longest || (end < 0 && rest.Length > Longest))
            {
                BeginSkip(rest);
                used += Longest;
                continue;
            }

            if (end < 0)
                return used;
            Hand(rest[..end], released, _line);
            Pass(rest[..(end + 1)]);
            used += end + 1;
        }

        return used;
    }

    /// <summary>Counts the lines of white space before a segment; returns how many bytes that were.</summary>
    int PassBlank(ReadOnlySpan<byte> bytes)
    {
        var length = bytes.IndexOfAnyExcept(" \t\r\n"u8);
        if (length < 0)
            length = bytes.Length;
        Pass(bytes[..length]);
        return length;
    }

    void BeginSkip(ReadOnlySpan<byte> segment)
    {
        taker.Unreadable($"The segment is longer than {Longest:N0} bytes; it was skipped and reading goes on after its terminator.", SourceContext.Kept(segment), _line);
        _skipping = true;
        _releasePending = false;
        var skipped = segment[..Longest];
        Pass(skipped);
        for (var i = 0; i < skipped.Length; i++)
            _releasePending = !_releasePending && _separators.CanRelease && skipped[i] == _separators.Release;
    }

    int Skip(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            var b = bytes[i];
            if (!_releasePending && b == _separators.Terminator)
            {
                _skipping = false;
                Pass(bytes[..(i + 1)]);
                return i + 1;
            }

            _releasePending = !_releasePending && _separators.CanRelease && b == _separators.Release;
        }

        Pass(bytes);
        return bytes.Length;
    }

    int FindEnd(ReadOnlySpan<byte> segment, out bool released)
    {
        released = false;
        for (var from = 0; from < segment.Length;)
        {
            var at = segment[from..].IndexOfAny(_marks);
            if (at < 0)
                return -1;
            from += at;
            if (segment[from] == _separators.Terminator)
                return from;
            released = true;
            from += 2;
        }

        return -1;
    }

    void Hand(ReadOnlySpan<byte> segment, bool released, long line)
    {
        if (segment.IndexOfAny((byte)'\r', (byte)'\n') >= 0)
            segment = Unwrap(segment);
        if (segment.Length > 0)
            taker.Segment(new EdifactSegment(segment, _separators, released, line));
    }

    /// <summary>Takes out line ends inside a segment: some senders wrap at a fixed width.</summary>
    ReadOnlySpan<byte> Unwrap(ReadOnlySpan<byte> segment)
    {
        if (_unwrapped.Length < segment.Length)
            _unwrapped = new byte[Math.Max(1024, segment.Length)];
        var length = 0;
        foreach (var b in segment)
        {
            if (b is not ((byte)'\r' or (byte)'\n'))
                _unwrapped[length++] = b;
        }

        return _unwrapped.AsSpan(0, length);
    }

    static bool IsUna(ReadOnlySpan<byte> segment, out bool undecided)
    {
        undecided = segment.Length < EdifactSeparators.UnaLength && segment.Length > 0 && "UNA"u8.StartsWith(segment[..Math.Min(3, segment.Length)]);
        return !undecided && segment.StartsWith("UNA"u8);
    }

    void TakeUna(ReadOnlySpan<byte> una)
    {
        if (EdifactSeparators.TryRead(una) is not { } read)
        {
            taker.Unreadable("UNA names service characters that cannot separate anything (letters, digits, or the same one twice); the default ones :+.?' are used.", una, _line);
            read = EdifactSeparators.Default;
        }

        _separators = read;
        _marks = read.CanRelease ? SearchValues.Create([read.Terminator, read.Release]) : SearchValues.Create([read.Terminator]);
    }

    /// <summary>Counts the line ends in bytes that are done with: CR, LF, and CR LF as one, wherever the bytes were cut.</summary>
    void Pass(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_afterReturn && bytes[0] == '\n')
                bytes = bytes[1..];
            _afterReturn = false;
            var end = bytes.IndexOfAny((byte)'\r', (byte)'\n');
            if (end < 0)
                return;
            _line++;
            _afterReturn = bytes[end] == '\r';
            bytes = bytes[(end + 1)..];
        }
    }
}
