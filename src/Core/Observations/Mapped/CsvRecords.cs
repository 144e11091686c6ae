using Knooppunt.Observations.Lines;

namespace Knooppunt.Observations.Mapped;

/// <summary>Takes the records that <see cref="CsvRecords"/> finds.</summary>
interface ICsvTaker
{
    /// <summary>A record: its cells and the line on which it began. Valid only during the call.</summary>
    void Record(CsvCells cells, long line);

    /// <summary>A record or the stream cannot be read; the sentence says why.</summary>
    void Unreadable(string sentence, ReadOnlySpan<byte> start, long line);
}

/// <summary>The cells of one record, as bytes.</summary>
readonly ref struct CsvCells(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> ends)
{
    readonly ReadOnlySpan<byte> _bytes = bytes;
    readonly ReadOnlySpan<int> _ends = ends;

    public int Count => _ends.Length;

    public ReadOnlySpan<byte> Bytes => _bytes;

    public ReadOnlySpan<byte> this[int index] => _bytes[(index == 0 ? 0 : _ends[index - 1]).._ends[index]];
}

/// <summary>Cuts CSV (RFC 4180) into records: quoted cells, doubled quotes, line ends inside quotes. The delimiter is given, or sniffed from the first line.</summary>
/// <remarks>Bounded: a record over <see cref="Longest"/> bytes is reported once and skipped to the next line end.</remarks>
sealed class CsvRecords(ICsvTaker taker, char? delimiter)
{
    /// <summary>The longest record: 1 MiB. A quote that is never closed therefore costs at most that.</summary>
    public const int Longest = 1 << 20;

    const int SniffLength = 1 << 16, MostCells = 4096;

    enum State
    {
        CellStart,
        Plain,
        Quoted,
        AfterQuote,
        Skipping,
    }

    TextStart _start;
    byte _delimiter = (byte)(delimiter ?? '\0');
    byte[] _sniff = [];
    int _sniffed;
    byte[] _record = new byte[1024];
    int[] _ends = new int[32];
    int _length, _cells;
    State _state = State.CellStart;
    long _line = 1, _began = 1;
    bool _afterReturn, _stopped;
    string? _fault;

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        if (!_start.Done)
        {
            if (_start.Look(ref bytes, out var head))
                Accept(head);
            ReportRefusal();
        }

        if (_start.Done && !_stopped)
            Accept(bytes);
    }

    public void Complete()
    {
        if (_start.Finish(out var head))
            Accept(head);
        ReportRefusal();
        if (_stopped)
            return;
        if (_delimiter == 0)
            Decide(_sniff.AsSpan(0, _sniffed));
        if (_state == State.Quoted)
            taker.Unreadable("A quote that opens a cell is never closed.", SourceContext.Kept(_record.AsSpan(0, _length)), _began);
        else if (_length > 0 || _cells > 0)
            EndRecord();
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
        if (_delimiter != 0)
        {
            Cut(bytes);
            return;
        }

        // The first line is held back until it is whole: its delimiter is the one that it has most of.
        var end = bytes.IndexOfAny((byte)'\n', (byte)'\r');
        var take = Math.Min(end < 0 ? bytes.Length : end + 1, SniffLength - _sniffed);
        if (_sniff.Length < _sniffed + take)
            Array.Resize(ref _sniff, Math.Max(_sniff.Length * 2, _sniffed + take));
        bytes[..take].CopyTo(_sniff.AsSpan(_sniffed));
        _sniffed += take;
        if ((end < 0 && _sniffed < SniffLength) || _sniff.AsSpan(0, _sniffed).IndexOfAnyExcept("\r\n"u8) < 0 && _sniffed < SniffLength)
        {
            if (take < bytes.Length)
                Accept(bytes[take..]);
            return;
        }

        Decide(_sniff.AsSpan(0, _sniffed));
        Cut(bytes[take..]);
    }

    void Decide(ReadOnlySpan<byte> first)
    {
        _sniff = [];
        // Spreadsheets write the delimiter on a line of its own before the header.
        if (first.TrimEnd("\r\n"u8) is [(byte)'s', (byte)'e', (byte)'p', (byte)'=', (byte)',' or (byte)';' or (byte)'\t' or (byte)'|'])
        {
            _delimiter = first[4];
            _line = _began = 2;
            _afterReturn = first[^1] == '\r';
            return;
        }

        var best = 0;
        _delimiter = (byte)',';
        foreach (var candidate in ",;\t|"u8)
        {
            var (count, quoted) = (0, false);
            foreach (var b in first)
            {
                quoted ^= b == '"';
                count += !quoted && b == candidate ? 1 : 0;
            }

            if (count > best)
                (best, _delimiter) = (count, candidate);
        }

        Cut(first);
    }

    void Cut(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (_afterReturn)
            {
                _afterReturn = false;
                if (b == '\n')
                {
                    // The LF of a CRLF inside quotes belongs to the cell.
                    if (_state == State.Quoted)
                        Append(b);
                    continue;
                }
            }

            var ends = b is (byte)'\n' or (byte)'\r';
            if (ends)
            {
                _line++;
                _afterReturn = b == '\r';
            }

            switch (_state)
            {
                case State.Skipping:
                    if (ends)
                        Restart();
                    break;
                case State.Quoted:
                    if (b == '"')
                        _state = State.AfterQuote;
                    else
                        Append(b);
                    break;
                case State.AfterQuote when b == '"':
                    Append(b);
                    _state = State.Quoted;
                    break;
                case State.CellStart when b == '"':
                    _state = State.Quoted;
                    break;
                default:
                    Outside(b, ends);
                    break;
            }
        }
    }

    void Outside(byte b, bool ends)
    {
        if (ends)
        {
            EndRecord();
        }
        else if (b == _delimiter)
        {
            EndCell();
            if (_state != State.Skipping)
                _state = State.CellStart;
        }
        else
        {
            if (_state == State.AfterQuote && b != ' ')
                _fault ??= "Text follows the quote that closes a cell; a quote inside a cell must be doubled.";
            else
                Append(b);
            if (_state == State.CellStart)
                _state = State.Plain;
        }
    }

    void Append(byte b)
    {
        if (_length == _record.Length)
        {
            if (_length >= Longest)
            {
                Skip(_state == State.Quoted
                    ? $"A quote that opens a cell is not closed within {Longest:N0} bytes; the lines up to here were skipped."
                    : $"The record is longer than {Longest:N0} bytes; it was skipped.");
                return;
            }

            Array.Resize(ref _record, Math.Min(Longest, _record.Length * 2));
        }

        _record[_length++] = b;
    }

    void Skip(string sentence)
    {
        taker.Unreadable(sentence, SourceContext.Kept(_record.AsSpan(0, _length)), _began);
        _state = State.Skipping;
        _length = _cells = 0;
        _fault = null;
    }

    void EndCell()
    {
        if (_cells == MostCells)
        {
            Skip($"The record has more than {MostCells:N0} cells; it was skipped.");
            return;
        }

        if (_cells == _ends.Length)
            Array.Resize(ref _ends, _ends.Length * 2);
        _ends[_cells++] = _length;
    }

    void EndRecord()
    {
        var blank = _cells == 0 && _record.AsSpan(0, _length).Trim(" \t"u8).Length == 0 && _state != State.AfterQuote;
        if (!blank)
        {
            EndCell();
            var bytes = _record.AsSpan(0, _length);
            if (_state == State.Skipping)
                _state = State.CellStart;
            else if (_fault is not null)
                taker.Unreadable(_fault, SourceContext.Kept(bytes), _began);
            else if (bytes.Contains((byte)0))
                taker.Unreadable("The record holds a zero byte, which text cannot hold.", SourceContext.Kept(bytes), _began);
            else
                taker.Record(new CsvCells(bytes, _ends.AsSpan(0, _cells)), _began);
        }

        Restart();
    }

    void Restart()
    {
        (_state, _length, _cells, _fault, _began) = (State.CellStart, 0, 0, null, _line);
    }
}
