using System.Buffers;
using System.Globalization;
using Knooppunt.Observations.Json;
using Knooppunt.Observations.Lines;

namespace Knooppunt.Observations.Mapped;

/// <summary>Reads a CSV or JSON Lines file by a <see cref="Mapping"/>: one observation per row.</summary>
/// <remarks>Without a format in the mapping the first character decides: <c>{</c> is JSON Lines. A row that does not fit is rejected with line and column; a mapping that does not fit the header is one complaint and nothing is read.
/// The zone of times without one is <see cref="SourceContext.LocalZone"/>; the caller looks up <see cref="Mapping.Zone"/>.</remarks>
public sealed class MappedReader : IObservationReader, ICsvTaker, ILineTaker
{
    static readonly SearchValues<byte> Undecided = SearchValues.Create((byte)' ', (byte)'\t', (byte)'\r', (byte)'\n', 0xEF, 0xBB, 0xBF);
    readonly byte[] _waiting = new byte[1024];
    readonly Mapping _mapping;
    readonly SourceContext _context;
    readonly IObservationSink _sink;
    readonly MappedRows _rows;
    readonly FlatJson _json = new(new CachedStrings());
    CsvRecords? _csv;
    LineSplitter? _lines;
    string[]? _header;
    long _read;
    int _waits;
    bool _stopped, _toldEncoding;

    /// <summary>A reader of one file.</summary>
    public MappedReader(Mapping mapping, SourceContext context, IObservationSink sink)
    {
        (_mapping, _context, _sink) = (mapping, context, sink);
        _rows = new MappedRows(mapping, context, sink);
        if (mapping.IsJson is { } json)
            Choose(json);
        if (mapping.Header is { } header)
            Bind([.. header], 0);
    }

    /// <inheritdoc/>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        if (_csv is null && _lines is null)
        {
            var taken = Math.Min(bytes.Length, _waiting.Length - _waits);
            bytes[..taken].CopyTo(_waiting.AsSpan(_waits));
            _waits += taken;
            bytes = bytes[taken..];
            // White space and a UTF-8 mark before the first character decide nothing.
            var first = _waiting.AsSpan(0, _waits).IndexOfAnyExcept(Undecided);
            if (first < 0 && _waits < _waiting.Length)
                return;
            Begin(first >= 0 && _waiting[first] == '{');
        }

        _csv?.Feed(bytes);
        _lines?.Feed(bytes);
    }

    /// <inheritdoc/>
    public void Complete()
    {
        if (_csv is null && _lines is null)
            Begin(false);
        _csv?.Complete();
        _lines?.Complete();
        if (_read == 0 && !_stopped)
            _sink.Reject(new Complaint(_context.Place(), _header is null ? "The file is empty." : "The file has a header and no rows."), []);
    }

    void Begin(bool json)
    {
        Choose(json);
        _csv?.Feed(_waiting.AsSpan(0, _waits));
        _lines?.Feed(_waiting.AsSpan(0, _waits));
    }

    void Choose(bool json)
    {
        if (json)
            _lines = new LineSplitter(this);
        else
            _csv = new CsvRecords(this, _mapping.Delimiter);
    }

    void ILineTaker.Unreadable(string sentence, ReadOnlySpan<byte> start, long number) => Unreadable(sentence, start, number);

    void ICsvTaker.Unreadable(string sentence, ReadOnlySpan<byte> start, long line) => Unreadable(sentence, start, line);

    void Unreadable(string sentence, ReadOnlySpan<byte> start, long line)
    {
        _read++;
        if (!_stopped)
            _sink.Reject(new Complaint(_context.Place(line), sentence), start);
    }

    void ICsvTaker.Record(CsvCells cells, long line)
    {
        if (_stopped)
            return;
        if (_header is null)
        {
            var header = new string[cells.Count];
            for (var i = 0; i < header.Length; i++)
                header[i] = CachedStrings.Decode(cells[i]).Trim();
            Bind(header, line);
            return;
        }

        _read++;
        if (!_toldEncoding && !System.Text.Unicode.Utf8.IsValid(cells.Bytes))
        {
            // Spreadsheets still write Latin-1; a complaint for each row would hide all others.
            _toldEncoding = true;
            _sink.Reject(new Complaint(_context.Place(line), "From here the text is not UTF-8 everywhere; such cells are read as Latin-1. Save the file as UTF-8."), SourceContext.Kept(cells.Bytes));
        }

        if (cells.Count != _header.Length)
            _sink.Reject(new Complaint(_context.Place(line), string.Create(CultureInfo.InvariantCulture, $"The row has {cells.Count} cells, the header has {_header.Length}.")), SourceContext.Kept(cells.Bytes));
        else
            _rows.Read(cells, line);
    }

    void Bind(string[] header, long line)
    {
        _header = header;
        var twice = header.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1 && _rows.Uses(group.Key));
        if (twice is not null)
            Stop(_context.Place(line), $"The column \"{Short(twice.Key)}\" comes twice, so that the mapping cannot tell which is meant.");
        foreach (var missing in _rows.Bind(header))
            Stop(new InputPlace(_mapping.FileName, missing.Line, missing.Column), $"The mapping names the column \"{missing.Name}\", which {_context.FileName} does not have; it has {Short(string.Join(", ", header))}.");
    }

    void Stop(InputPlace place, string sentence)
    {
        _stopped = true;
        _sink.Reject(new Complaint(place, sentence), []);
    }

    void ILineTaker.Line(ReadOnlySpan<byte> line, long number)
    {
        if (line.Trim(" \t"u8).Length == 0)
            return;
        _read++;
        if (_json.ReadWhole(line) is { } wrong)
            _sink.Reject(new Complaint(_context.Place(number), wrong), SourceContext.Kept(line));
        else
            _rows.Read(_json.Fields, line, number);
    }

    static string Short(string text) => text.Length <= 300 ? text : text[..300] + "...";
}
