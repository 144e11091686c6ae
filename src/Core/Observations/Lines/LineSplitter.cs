using System.Buffers;

namespace Knooppunt.Observations.Lines;

/// <summary>Takes the lines that a <see cref="LineSplitter"/> finds.</summary>
interface ILineTaker
{
    /// <summary>A line without its end; valid only during the call.</summary>
    void Line(ReadOnlySpan<byte> line, long number);

    /// <summary>The stream or a line cannot be read; the sentence says why.</summary>
    void Unreadable(string sentence, ReadOnlySpan<byte> start, long number);
}

/// <summary>Cuts bytes into lines ended by LF, CR or CRLF, in bounded memory: a line over <see cref="Longest"/> is reported once and skipped to its end.</summary>
sealed class LineSplitter(ILineTaker taker)
{
    /// <summary>The longest line: 1 MiB.</summary>
    public const int Longest = 1 << 20;

    static readonly SearchValues<byte> Ends = SearchValues.Create("\r\n"u8);
    TextStart _start;
    byte[] _carry = [];
    int _carried;
    long _number = 1;
    bool _afterReturn, _tooLong, _sawText;
    bool _stopped;

    /// <summary>Cuts the next bytes.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        if (!_start.Done)
        {
            if (_start.Look(ref bytes, out var head))
                Cut(head);
            ReportRefusal();
        }

        if (_start.Done && !_stopped)
            Cut(bytes);
    }

    /// <summary>Hands over a last line that has no end.</summary>
    public void Complete()
    {
        if (_start.Finish(out var head))
            Cut(head);
        ReportRefusal();
        if (!_stopped && _carried > 0 && !_tooLong)
            Hand(_carry.AsSpan(0, _carried));
        _carry = [];
        _carried = 0;
    }

    void ReportRefusal()
    {
        if (_stopped || _start.Refusal is not { } refusal)
            return;
        _stopped = true;
        taker.Unreadable(refusal, [], 0);
    }

    void Cut(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0 && !_stopped)
        {
            if (_afterReturn && bytes[0] == '\n')
                bytes = bytes[1..];
            _afterReturn = false;
            var end = bytes.IndexOfAny(Ends);
            if (end < 0)
            {
                Carry(bytes);
                return;
            }

            EndLine(bytes[..end]);
            _afterReturn = bytes[end] == '\r';
            bytes = bytes[(end + 1)..];
        }
    }

    void EndLine(ReadOnlySpan<byte> rest)
    {
        if (_carried > 0 || rest.Length > Longest)
        {
            Carry(rest);
            rest = _carry.AsSpan(0, _carried);
        }

        if (!_tooLong)
            Hand(rest);
        _carried = 0;
        _tooLong = false;
        _number++;
    }

    void Carry(ReadOnlySpan<byte> bytes)
    {
        if (_tooLong)
            return;
        var fits = Math.Min(bytes.Length, Longest - _carried);
        if (_carry.Length < _carried + fits)
            Array.Resize(ref _carry, Math.Min(Longest, Math.Max(Math.Max(256, _carry.Length * 2), _carried + fits)));
        bytes[..fits].CopyTo(_carry.AsSpan(_carried));
        _carried += fits;
        if (fits == bytes.Length)
            return;
        _tooLong = true;
        taker.Unreadable($"The line is longer than {Longest:N0} bytes; it was skipped and reading goes on with the next line.", SourceContext.Kept(_carry.AsSpan(0, _carried)), _number);
    }

    void Hand(ReadOnlySpan<byte> line)
    {
        if (!line.Contains((byte)0))
        {
            _sawText |= line.Length > 0;
            taker.Line(line, _number);
        }
        else if (_sawText)
        {
            taker.Unreadable("The line holds a zero byte, which text cannot hold.", SourceContext.Kept(line), _number);
        }
        else
        {
            _stopped = true;
            taker.Unreadable("The bytes are binary, not text.", SourceContext.Kept(line), _number);
        }
    }
}
